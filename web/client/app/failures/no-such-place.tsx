import { Link, useLocation } from '@tanstack/react-router'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import styles from './failure.module.css'

/** An address that leads nowhere, and the way out. */
export function NoSuchPlace() {
  const { pathname } = useLocation()
  return (
    <article className={styles.failure}>
      <h1>There is no such page</h1>
      <p>
        Nothing stands at <code>{visibleLine(pathname)}</code>. The address may be mistyped, or of another version of claw.
      </p>
      <p className={styles.ways}>
        <Link to="/">Go to the start</Link>
        <Link to="/runs">See all runs</Link>
      </p>
    </article>
  )
}
