import { Link } from '@tanstack/react-router'
import { useStatus } from '../../api/status.ts'
import { NAV_GROUPS } from '../define-place.ts'
import { FrameIcon } from '../frame-icon.tsx'
import { NAV_PLACES, type NavPlace } from '../nav-places.ts'
import styles from './nav-list.module.css'

/** The places that the navigation names, in their groups. `onGo` is told when one is chosen. */
export function NavList({ onGo }: { readonly onGo?: () => void }) {
  return (
    <nav className={styles.nav} aria-label="Places">
      {NAV_GROUPS.map((group) => (
        <NavGroup key={group} places={NAV_PLACES.filter(({ nav }) => nav.group === group)} onGo={onGo} />
      ))}
    </nav>
  )
}

interface NavGroupProps {
  readonly places: readonly NavPlace[]
  readonly onGo: (() => void) | undefined
}

function NavGroup({ places, onGo }: NavGroupProps) {
  const { data: status } = useStatus()
  if (places.length === 0) return null
  return (
    <ul className={styles.group}>
      {places.map(({ path, title, nav }) => (
        <li key={path}>
          <Link
            to={path}
            className={styles.link}
            activeOptions={{ exact: String(path) === '/', includeSearch: false }}
            title={`${title} (g ${nav.key})`}
            onClick={onGo}
          >
            <FrameIcon name={nav.icon} />
            <span className={styles.title}>{title}</span>
            {nav.count !== undefined && <Count of={nav.count} n={status?.[nav.count] ?? 0} />}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const COUNTED = { approvals_pending: 'waiting', running: 'running' } as const

function Count({ of, n }: { readonly of: keyof typeof COUNTED; readonly n: number }) {
  if (n === 0) return null
  return (
    <span className={`${styles.count} ${styles[of]}`}>
      {n}
      <span className="visually-hidden"> {COUNTED[of]}</span>
    </span>
  )
}
