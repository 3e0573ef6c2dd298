import { Outlet } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { signedOut } from '../../api/signed-out.ts'
import { useStore } from '../create-store.ts'
import { SignedOut } from '../failures/signed-out.tsx'
import { useShellKeys } from '../keys/use-shell-keys.ts'
import { useArrivals } from '../use-arrivals.ts'
import { useLateScroll } from '../use-late-scroll.ts'
import { useWaitingNotice } from '../use-waiting-notice.ts'
import { useWindowTitle } from '../use-window-title.ts'
import { Header } from './header.tsx'
import { OpenDoor } from './open-door.tsx'
import { ProgramChanged } from './program-changed.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'

/** What stands around every page. */
export function Shell() {
  useWindowTitle()
  useArrivals()
  useLateScroll()
  useShellKeys()
  useWaitingNotice()
  const out = useStore(signedOut)
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useValidAnchor: it goes to #main, by hand, since the address of a place is not to be changed by it */}
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <Sidebar />
      <div className={styles.column}>
        <Header />
        <main id="main" className={styles.main} tabIndex={-1}>
          <ProgramChanged />
          {out ? <SignedOut /> : <Outlet />}
        </main>
      </div>
      <OpenDoor />
    </div>
  )
}

function skipToMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
