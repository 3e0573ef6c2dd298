import { Outlet } from '@tanstack/react-router'
import { lazy, type MouseEvent, Suspense } from 'react'
import { signedOut } from '../../api/signed-out.ts'
import { useStore } from '../create-store.ts'
import { SignedOut } from '../failures/signed-out.tsx'
import { newRunDoor } from '../new-run-door.ts'

import { useArrivals } from '../use-arrivals.ts'
import { useWindowTitle } from '../use-window-title.ts'
import { Header } from './header.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'

const NewRunDialog = lazy(() => import('../../pages/new-run/new-run-dialog.tsx').then((module) => ({ default: module.NewRunDialog })))

/** What stands around every page. */
export function Shell() {
  useWindowTitle()
  useArrivals()
  const out = useStore(signedOut)
  const draft = useStore(newRunDoor)
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
          {out ? <SignedOut /> : <Outlet />}
        </main>
      </div>
      <Suspense>{draft !== undefined && <NewRunDialog draft={draft} onClose={() => newRunDoor.set(undefined)} />}</Suspense>
    </div>
  )
}

function skipToMain(event: MouseEvent): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
