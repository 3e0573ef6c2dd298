import styles from './failure.module.css'

/** Stands in for a page whose code is on its way. */
export function PagePending() {
  return (
    <div className={styles.pending} role="status" aria-label="Loading">
      <span />
      <span />
      <span />
    </div>
  )
}
