import { Dialog } from '@base-ui/react/dialog'
import { NewRun } from './new-run.tsx'
import styles from './new-run-dialog.module.css'

interface NewRunDialogProps {
  readonly draft: { readonly task: string }
  readonly onClose: () => void
}

/** Opened from anywhere; `draft` stands in it at first. */
export function NewRunDialog({ draft, onClose }: NewRunDialogProps) {
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={`present ${styles.popup}`}>
          <Dialog.Title>New run</Dialog.Title>
          <NewRun draft={draft.task} onStarted={onClose} />
          <Dialog.Close>Close</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
