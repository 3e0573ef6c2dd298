import { Link } from '@tanstack/react-router'
import { useStatus } from '../../api/status.ts'
import { openKeys, openNewRun, openPalette } from '../doors.ts'
import { FrameIcon } from '../frame-icon.tsx'
import { MODIFIER } from '../keys/modifier.ts'
import { BrowserMenu } from './browser-menu.tsx'
import { ConnectionChip } from './connection-chip.tsx'
import styles from './header.module.css'
import { NavDrawer } from './nav-drawer.tsx'
import { Where } from './where.tsx'

export function Header() {
  return (
    <header className={styles.header}>
      <NavDrawer />
      <Where />
      <ConnectionChip />
      <div className={styles.tools}>
        <ApprovalBadge />
        <button
          type="button"
          className={styles.search}
          title={`Search and commands (${MODIFIER} K)`}
          aria-keyshortcuts="Control+K"
          onClick={openPalette}
        >
          <FrameIcon name="search" />
          <span>Search</span>
          <kbd>{MODIFIER} K</kbd>
        </button>
        <BrowserMenu />
        <button type="button" className={`${styles.icon} ${styles.roomy}`} aria-label="Keys" title="Keys (?)" onClick={openKeys}>
          <FrameIcon name="keys" />
        </button>
        <button type="button" className={styles.newRun} title="New run (n)" onClick={() => openNewRun()}>
          <FrameIcon name="plus" />
          <span className={styles.wide}>New run</span>
        </button>
      </div>
    </header>
  )
}

/** Seen wherever one is, since a run waits for it. */
function ApprovalBadge() {
  const n = useStatus().data?.approvals_pending ?? 0
  return (
    <span className={styles.badgePlace} role="status">
      {n > 0 && (
        <Link to="/approvals" className={styles.badge} title="Waiting for your answer">
          <FrameIcon name="approvals" />
          {n}
          <span className={styles.wide}>{n === 1 ? 'approval' : 'approvals'}</span>
        </Link>
      )}
    </span>
  )
}
