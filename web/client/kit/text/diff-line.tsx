import { classNames } from '../class-names.ts'
import type { DiffPair, DiffRow } from './diff-rows.ts'
import styles from './diff-view.module.css'

const MARKS = { hunk: '', same: ' ', added: '+', removed: '-' } as const

export function UnifiedLine({ row }: { readonly row: DiffRow }) {
  return (
    <div className={classNames(styles.line, styles[row.kind])}>
      <span className={styles.number}>{row.before}</span>
      <span className={styles.number}>{row.after}</span>
      <Text row={row} />
    </div>
  )
}

export function PairLine({ pair: { left, right } }: { readonly pair: DiffPair }) {
  if (left?.kind === 'hunk') return <div className={classNames(styles.line, styles.hunk)}>{left.text}</div>
  return (
    <div className={styles.pair}>
      <div className={classNames(styles.line, left === undefined ? styles.gap : styles[left.kind])}>
        <span className={styles.number}>{left?.before}</span>
        {left !== undefined && <Text row={left} />}
      </div>
      <div className={classNames(styles.line, right === undefined ? styles.gap : styles[right.kind])}>
        <span className={styles.number}>{right?.after}</span>
        {/* What is the same on both sides is read out once. */}
        {right !== undefined && <Text row={right} silent={right.kind === 'same'} />}
      </div>
    </div>
  )
}

function Text({ row: { kind, text }, silent = false }: { readonly row: DiffRow; readonly silent?: boolean }) {
  return (
    <>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[kind]}
      </span>
      <span className={styles.text} aria-hidden={silent || undefined}>
        {(kind === 'added' || kind === 'removed') && <span className="visually-hidden">{kind}: </span>}
        {text}
      </span>
    </>
  )
}
