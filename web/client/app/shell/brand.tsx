import { Link } from '@tanstack/react-router'
import styles from './brand.module.css'

export function Brand() {
  return (
    <Link to="/" className={styles.brand} aria-label="claw, to the start">
      <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M3.4 13.4C2.4 9 3.2 5 5.6 2.2M7.4 13.8C6.6 9.8 7 6.2 9 3M11.4 13.4c-.6-3 0-5.8 1.6-8.4" />
      </svg>
      <span className={styles.name}>claw</span>
    </Link>
  )
}
