import { Dialog } from '../../kit/over/dialog.tsx'
import { NewRunForm } from './new-run-form.tsx'

interface NewRunDialogProps {
  readonly draft: { readonly task: string }
  readonly onClose: () => void
}

/** Opened from anywhere; `draft` stands in it at first. */
export function NewRunDialog({ draft, onClose }: NewRunDialogProps) {
  return (
    <Dialog open wide onClose={onClose} title="New run">
      <NewRunForm task={draft.task} onStarted={onClose} begins />
    </Dialog>
  )
}
