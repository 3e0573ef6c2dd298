import { type ReactNode, useMemo, useRef, useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { Button } from '../act/button.tsx'
import { VirtualList } from '../list/virtual-list.tsx'
import { Arrange } from '../place/arrange.tsx'
import { PairLine, UnifiedLine } from './diff-line.tsx'
import { type DiffRow, diffPairs, diffRows } from './diff-rows.ts'
import styles from './diff-view.module.css'
import { useWidth } from './use-width.ts'

interface UnifiedDiffProps {
  readonly label: string
  /** Of a unified diff, as a patch has them. */
  readonly lines: readonly string[]
}

const MANY = 300
/** From this width on, in pixels, both sides fit beside each other. */
const WIDE = 880

/** A difference, by a mark and a word as well as by a colour; side by side where there is room. */
export function UnifiedDiff({ label, lines }: UnifiedDiffProps) {
  const frame = useRef<HTMLDivElement>(null)
  const wide = useWidth(frame) >= WIDE
  const [inOne, setInOne] = useState(false)
  const rows = useMemo(() => diffRows(lines), [lines])
  const pairs = useMemo(() => diffPairs(rows), [rows])
  return (
    <div ref={frame} className={styles.frame}>
      {rows.length === 0 ? (
        <p className={styles.none}>Nothing is different.</p>
      ) : (
        <>
          <Arrange as="ends">
            <Summary rows={rows} />
            {wide && (
              <Button size="s" variant="quiet" pressed={inOne} onClick={() => setInOne(!inOne)}>
                In one column
              </Button>
            )}
          </Arrange>
          <div className={styles.box}>
            {wide && !inOne ? (
              <Rows label={label} items={pairs} draw={(pair) => <PairLine pair={pair} />} />
            ) : (
              <Rows label={label} items={rows} draw={(row) => <UnifiedLine row={row} />} />
            )}
          </div>
        </>
      )}
    </div>
  )
}

function Summary({ rows }: { readonly rows: readonly DiffRow[] }) {
  const count = (kind: DiffRow['kind']) => rows.filter((row) => row.kind === kind).length
  return (
    <p className={styles.summary}>
      <span className={styles.plus}>+{plural(count('added'), 'line')}</span>{' '}
      <span className={styles.minus}>-{plural(count('removed'), 'line')}</span>
    </p>
  )
}

interface RowsProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly draw: (item: Item) => ReactNode
}

function Rows<Item>({ label, items, draw }: RowsProps<Item>) {
  return items.length > MANY ? (
    <VirtualList label={label} items={items} keyOf={(_, index) => index} guess={21} height="70dvh">
      {draw}
    </VirtualList>
  ) : (
    <ul className={styles.list} aria-label={label}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one difference
        <li key={index}>{draw(item)}</li>
      ))}
    </ul>
  )
}
