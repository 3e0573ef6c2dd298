import { useCallback, useMemo, useState } from 'react'
import type { Json } from '../../../../src/kernel/json.ts'
import { plural } from '../../../../src/view/format.ts'
import { CopyButton } from '../act/copy-button.tsx'
import { IconButton } from '../act/icon-button.tsx'
import { VirtualList } from '../list/virtual-list.tsx'
import { JsonLine } from './json-line.tsx'
import { hasMore, type IsOpen, type JsonRow, jsonRows } from './json-rows.ts'
import styles from './json-view.module.css'

interface JsonViewProps {
  /** "Arguments", "Event 12". */
  readonly label: string
  readonly value: Json
  /** So many levels are open at first; of a large value one. */
  readonly open?: number
  readonly height?: string
}

const MANY = 300

/** A value of any size as a tree of exactly what it holds; nothing is cut without saying so. */
export function JsonView({ label, value, open = 3, height = '60dvh' }: JsonViewProps) {
  // What was opened and closed by hand, against the rule.
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const levels = useMemo(() => (hasMore(value, MANY) ? 1 : open), [value, open])
  const isOpen = useCallback<IsOpen>((id, depth) => turned.get(id) ?? depth < levels, [turned, levels])
  const rows = useMemo(() => jsonRows(value, isOpen), [value, isOpen])
  const turn = useCallback((id: string, to: boolean) => setTurned((before) => new Map(before).set(id, to)), [])
  const anyFolded = rows.some(({ folded }) => folded)
  const all = () => setTurned(anyFolded ? new Map(containers(value)) : new Map(rows.filter(hasMembers).map(({ id }) => [id, id === ''])))
  const draw = (row: JsonRow) => <JsonLine row={row} onTurn={turn} />
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <IconButton icon={anyFolded ? 'expand' : 'collapse'} size="s" label={anyFolded ? 'Unfold all' : 'Fold all'} onClick={all} />
        <CopyButton text={JSON.stringify(value, null, 2)} label={`Copy ${label}`} />
      </div>
      {rows.length > MANY ? (
        <VirtualList label={label} items={rows} keyOf={({ id }) => id} guess={24} height={height}>
          {draw}
        </VirtualList>
      ) : (
        <ul className={styles.list} aria-label={`${label}, ${plural(rows.length, 'line')}`}>
          {rows.map((row) => (
            <li key={row.id}>{draw(row)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function hasMembers({ kind, members }: JsonRow): boolean {
  return (kind === 'object' || kind === 'array') && members > 0
}

/** Every object and array, open. */
function containers(value: Json): (readonly [string, boolean])[] {
  return jsonRows(value, () => true)
    .filter(hasMembers)
    .map(({ id }) => [id, true])
}
