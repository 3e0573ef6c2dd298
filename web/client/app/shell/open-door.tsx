import { CatchBoundary } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { showToast } from '../../kit/notice/show-toast.ts'
import { useStore } from '../create-store.ts'
import { closeDoor, door } from '../doors.ts'

const NewRunDialog = lazy(() => import('../../pages/new-run/new-run-dialog.tsx').then((it) => ({ default: it.NewRunDialog })))
const Palette = lazy(() => import('../palette/palette.tsx').then((it) => ({ default: it.Palette })))
const KeysHelp = lazy(() => import('../keys/keys-help.tsx').then((it) => ({ default: it.KeysHelp })))

/** What stands above the page; its code comes when it is asked for. */
export function OpenDoor() {
  const open = useStore(door)
  if (open === undefined) return null
  return (
    <CatchBoundary getResetKey={() => open.to} errorComponent={NoDoor}>
      <Suspense>
        {open.to === 'new-run' && <NewRunDialog draft={open} onClose={closeDoor} />}
        {open.to === 'palette' && <Palette onClose={closeDoor} />}
        {open.to === 'keys' && <KeysHelp onClose={closeDoor} />}
      </Suspense>
    </CatchBoundary>
  )
}

/** Its code did not come, or it failed: the page below goes on. */
function NoDoor() {
  useEffect(() => {
    closeDoor()
    showToast({
      title: 'This part of the dashboard could not be opened',
      description: 'claw may have been started in another version: reload the page.',
      tone: 'bad',
      action: { label: 'Reload', run: () => location.reload() },
    })
  }, [])
  return null
}
