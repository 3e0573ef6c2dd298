import { useMemo, useState } from 'react'
import { formatBytes, plural } from '../../../../src/view/format.ts'
import { Button } from '../act/button.tsx'
import { CopyButton } from '../act/copy-button.tsx'
import { IconButton } from '../act/icon-button.tsx'
import { classNames } from '../class-names.ts'
import { VirtualList } from '../list/virtual-list.tsx'
import { type TextRow, textRows } from './text-rows.ts'
import styles from './text-view.module.css'

interface TextViewProps {
  /** "Result", "Answer of the model". */
  readonly label: string
  /** As it came: it is made visible here, and copied as it is. */
  readonly text: string
  /** So many lines are shown at first; all of them: Infinity. */
  readonly fold?: number
  readonly numbered?: boolean
  /** Letters of one width, for what was not written to be read: on unless said otherwise. */
  readonly mono?: boolean
  /** Of a long text once it is unfolded, in CSS. */
  readonly height?: string
}

const MANY = 400

/** Text of any length from anywhere, as text. */
export function TextView({ label, text, fold = 20, numbered = false, mono = true, height = '70dvh' }: TextViewProps) {
  const rows = useMemo(() => textRows(text), [text])
  const [wraps, setWraps] = useState(true)
  const [whole, setWhole] = useState(false)
  // One line more than allowed is shown, rather than a button of the same height.
  const folded = !whole && rows.length > fold + 1
  const shown = folded ? rows.slice(0, fold) : rows
  const last = String(rows.findLast(({ line }) => line !== undefined)?.line ?? 1).length
  const draw = (row: TextRow) => <Line row={row} numbered={numbered} />
  return (
    <div
      className={classNames(styles.view, mono && styles.mono, !wraps && styles.whole)}
      style={{ '--digits': `${last}ch` } as React.CSSProperties}
    >
      <div className={styles.tools}>
        {text !== '' && <IconButton icon="wrap" size="s" label="Wrap lines" pressed={wraps} onClick={() => setWraps(!wraps)} />}
        <CopyButton text={text} label={`Copy ${label}`} />
      </div>
      {text === '' ? (
        <p className={styles.none}>Empty.</p>
      ) : shown.length > MANY ? (
        <VirtualList label={label} items={shown} keyOf={(_, index) => index} guess={20} height={height} wide={!wraps}>
          {draw}
        </VirtualList>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what has the focus
        <section className={styles.box} style={{ maxHeight: height }} tabIndex={0} aria-label={label}>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text
            <Line key={index} row={row} numbered={numbered} />
          ))}
        </section>
      )}
      {folded && (
        <Button variant="quiet" size="s" icon="expand" onClick={() => setWhole(true)}>
          Show all: {plural(rows.length, 'line')}, {formatBytes(new Blob([text]).size)}
        </Button>
      )}
      {whole && rows.length > fold + 1 && (
        <Button variant="quiet" size="s" icon="collapse" onClick={() => setWhole(false)}>
          Show less
        </Button>
      )}
    </div>
  )
}

function Line({ row: { line, text }, numbered }: { readonly row: TextRow; readonly numbered: boolean }) {
  return (
    <div className={styles.line}>
      {numbered && (
        <span className={styles.number} aria-hidden="true">
          {line}
        </span>
      )}
      <span className={styles.text}>{text === '' ? '\n' : text}</span>
    </div>
  )
}
