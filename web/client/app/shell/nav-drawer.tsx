import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { FrameIcon } from '../frame-icon.tsx'
import header from './header.module.css'
import styles from './nav-drawer.module.css'
import { NavList } from './nav-list.tsx'

/** The navigation on a phone: drawn in over the page. */
export function NavDrawer() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={`${header.icon} ${styles.trigger}`} aria-label="Places">
        <FrameIcon name="menu" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.drawer}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>Places</Dialog.Title>
            <Dialog.Close className={header.icon} aria-label="Close">
              <FrameIcon name="close" />
            </Dialog.Close>
          </div>
          <NavList onGo={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
