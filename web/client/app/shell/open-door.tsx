import { lazy, Suspense } from 'react'
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
    <Suspense>
      {open.to === 'new-run' && <NewRunDialog draft={open} onClose={closeDoor} />}
      {open.to === 'palette' && <Palette onClose={closeDoor} />}
      {open.to === 'keys' && <KeysHelp onClose={closeDoor} />}
    </Suspense>
  )
}
