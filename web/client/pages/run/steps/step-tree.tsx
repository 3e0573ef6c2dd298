import { type KeyboardEvent, useRef } from 'react'
import { formatDuration } from '../../../../../src/view/format.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { tokenText } from '../../../../../src/view/trace/token-text.ts'
import { isKind, type TraceNode } from '../../../../../src/view/trace/trace-node.ts'
import { elapsedOf, type TreeRow } from '../../../../../src/view/trace/tree-rows.ts'
import { Icon } from '../../../kit/icon.tsx'
import { useRows } from '../use-rows.ts'
import { StepMark } from './step-mark.tsx'
import { StepSpan } from './step-span.tsx'
import styles from './step-tree.module.css'
import { treeMove } from './tree-move.ts'

interface StepTreeProps {
  readonly rows: readonly TreeRow[]
  /** The run itself, whose time that of each step is a part of. */
  readonly root: TraceNode
  readonly chosen: string | undefined
  readonly now: number
  readonly onChoose: (id: string) => void
  readonly onFold: (id: string, folded: boolean) => void
}

const ROW = 32

/** All parts of the run, each below what it belongs to. Arrows move and fold, as in every tree. */
export function StepTree({ rows, root, chosen, now, onChoose, onFold }: StepTreeProps) {
  const box = useRef<HTMLDivElement>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === chosen),
  )
  const shown = useRows({ box, count: rows.length, size: ROW, reveal: chosen === undefined ? undefined : at })
  const press = (event: KeyboardEvent): void => {
    const move = treeMove(event.key, rows, at)
    if (move === undefined) return
    event.preventDefault()
    if (move.do === 'choose') onChoose(move.id)
    else onFold(move.id, move.do === 'fold')
  }
  return (
    <div
      ref={box}
      className={styles.box}
      role="tree"
      aria-label="Steps of the run"
      tabIndex={0}
      aria-activedescendant={rows[at] === undefined ? undefined : `step-${at}`}
      onKeyDown={press}
    >
      <div className={styles.list} style={{ height: shown.height }} role="presentation">
        {shown.items.map(({ index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
            <div
              key={row.id}
              id={`step-${index}`}
              role="treeitem"
              tabIndex={-1}
              className={styles.row}
              style={{ transform: `translateY(${start}px)`, paddingInlineStart: `${0.5 + Math.min(row.depth, 8) * 0.9}rem` }}
              aria-level={row.depth + 1}
              aria-selected={row.id === chosen}
              aria-expanded={row.node.children.length === 0 ? undefined : !row.folded}
              onClick={() => onChoose(row.id)}
            >
              <Row row={row} now={now} onFold={onFold} />
              <StepSpan node={row.node} root={root} now={now} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Row({ row, now, onFold }: { readonly row: TreeRow } & Pick<StepTreeProps, 'now' | 'onFold'>) {
  const { node, folded, depth } = row
  const { state, address, title, use } = node
  return (
    <>
      <span
        className={styles.fold}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          if (node.children.length > 0) onFold(row.id, !folded)
        }}
      >
        {node.children.length > 0 && <Icon name={folded ? 'chevron-right' : 'chevron-down'} />}
      </span>
      <StepMark state={state} />
      {isKind(node, 'model') && <Icon name="spark" />}
      {isKind(node, 'tool') && <Icon name="tool" />}
      <span className={styles.title}>
        {address !== null && <span className={styles.address}>{visibleLine(address)} </span>}
        {depth === 0 ? 'the run' : visibleLine(title)}
      </span>
      <span className={styles.facts}>
        {use.calls > 0 && `${tokenText(use.input, use.output)}  `}
        {node.started_at !== null && formatDuration(elapsedOf(node, now))}
      </span>
    </>
  )
}
