import { Button } from '../../kit/act/button.tsx'
import styles from './failure.module.css'

/** The server does not know this browser (any more): what to do about it. */
export function SignedOut() {
  return (
    <article className={styles.failure} role="alert">
      <h1>This browser is not signed in</h1>
      <p>
        Sessions end with the <code>claw web</code> that gave them. The terminal in which it runs shows an address, and a code at its end,
        that signs one browser in.
      </p>
      <p className={styles.ways}>
        <Button variant="primary" onClick={() => location.reload()}>
          Enter the code
        </Button>
      </p>
    </article>
  )
}
