import styles from './failure.module.css'

/** The server does not know this browser (any more): what to do about it. */
export function SignedOut() {
  return (
    <article className={styles.failure} role="alert">
      <h1>This browser is not signed in</h1>
      <p>
        Sessions end with the <code>claw web</code> that gave them. Open the address that it printed at its start; it signs one browser in,
        once. To get another one, start it again:
      </p>
      <p className={styles.fix}>
        <code>claw web</code>
      </p>
      <p className={styles.ways}>
        <button type="button" className={styles.button} onClick={() => location.reload()}>
          I am signed in again: reload
        </button>
      </p>
    </article>
  )
}
