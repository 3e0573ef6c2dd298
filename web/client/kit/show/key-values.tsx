import type { ReactNode } from 'react'
import styles from './key-values.module.css'

interface KeyValuesProps {
  /** Name and value; a pair whose value is undefined is left out. */
  readonly pairs: readonly (readonly [string, ReactNode])[]
}

export function KeyValues({ pairs }: KeyValuesProps) {
  return (
    <dl className={styles.list}>
      {pairs
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className={styles.pair}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
