import { useMemo, useRef, useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { unifiedDiff } from '../../../../src/view/unified-diff.ts'
import { Button } from '../act/button.tsx'
import { VirtualList } from '../list/virtual-list.tsx'
import { Notice } from '../notice/notice.tsx'
import { Arrange } from '../place/arrange.tsx'
import { PairLine, UnifiedLine } from './diff-line.tsx'
import { type DiffRow, diffPairs, diffRows } from './diff-rows.ts'
import styles from './diff-view.module.css'
import { TextView } from './text-view.tsx'
import { useWidth } from './use-width.ts'

interface DiffViewProps {
  /** "Version 3 against version 2". */
  readonly label: string
  readonly before: string
  readonly after: string
}

const MANY = 300
/** From this width on, in pixels, both sides fit beside each other. */
const WIDE = 880

/** What is different between two texts: by a mark and a word as well as by a colour. */
export function DiffView({ label, before, after }: DiffViewProps) {
  const lines = useMemo(() => unifiedDiff(before, after), [before, after])
  const frame = useRef<HTMLDivElement>(null)
  const wide = useWidth(frame) >= WIDE
  const [unified, setUnified] = useState(false)
  const rows = useMemo(() => diffRows(lines ?? []), [lines])
  const pairs = useMemo(() => diffPairs(rows), [rows])
  return (
    <div ref={frame} className={styles.frame}>
      {lines === undefined ? (
        <Apart before={before} after={after} />
      ) : lines.length === 0 ? (
        <p className={styles.none}>Nothing is different.</p>
      ) : (
        <>
          <Arrange as="ends">
            <Summary rows={rows} />
            {wide && (
              <Button size="s" variant="quiet" pressed={unified} onClick={() => setUnified(!unified)}>
                In one column
              </Button>
            )}
          </Arrange>
          <div className={styles.box}>
            {wide && !unified ? (
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
  readonly draw: (item: Item) => React.ReactNode
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

function Apart({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <>
      <Notice title="They differ in too many lines for a comparison line by line." />
      <Arrange as="columns" least="wide">
        <TextView label="Before" text={before} numbered />
        <TextView label="After" text={after} numbered />
      </Arrange>
    </>
  )
}
