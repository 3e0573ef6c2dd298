import { memo, useState } from 'react'
import { plural } from '../../../../src/view/format.ts'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { JsonRow } from './json-rows.ts'
import styles from './json-view.module.css'

interface JsonLineProps {
  readonly row: JsonRow
  readonly onTurn: (id: string, open: boolean) => void
}

/** A longer text is cut, with a button that says how much is missing. */
const LONG = 600

export const JsonLine = memo(function JsonLine({ row, onTurn }: JsonLineProps) {
  const { id, depth, name, kind, text, folded, members, comma } = row
  const turns = (kind === 'object' || kind === 'array') && members > 0
  return (
    <div className={styles.line} style={{ paddingInlineStart: `calc(${depth} * 1.1rem + 1.5rem)` }}>
      {turns && (
        <button
          type="button"
          className={styles.turn}
          style={{ insetInlineStart: `calc(${depth} * 1.1rem)` }}
          aria-expanded={!folded}
          aria-label={`${name === undefined ? kind : name.slice(0, -2)}, ${plural(members, 'member')}`}
          onClick={() => onTurn(id, folded)}
        >
          <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
        </button>
      )}
      {name !== undefined && <span className={styles.name}>{name}</span>}
      <Value kind={kind} text={text} />
      {comma && ','}
      {folded && <span className={styles.count}> {plural(members, 'member')}</span>}
    </div>
  )
})

function Value({ kind, text }: Pick<JsonRow, 'kind' | 'text'>) {
  const [whole, setWhole] = useState(false)
  const cut = !whole && text.length > LONG
  return (
    <>
      <span className={classNames(styles[kind])}>{cut ? text.slice(0, LONG) : text}</span>
      {cut && (
        <button type="button" className={styles.rest} onClick={() => setWhole(true)}>
          … {text.length - LONG} more characters
        </button>
      )}
    </>
  )
}
