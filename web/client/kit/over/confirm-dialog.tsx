import { type ReactNode, useState } from 'react'
import { Button } from '../act/button.tsx'
import { TextField } from '../form/text-field.tsx'
import { ErrorNotice } from '../notice/error-notice.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** A question: "Delete the agent file-analyst?" */
  readonly title: string
  /** What will happen, what stays, and how it is undone. */
  readonly children: ReactNode
  /** What is done, as a verb: "Delete agent". */
  readonly action: string
  /** It takes something away: the button says so. */
  readonly danger?: boolean
  /** For what cannot be undone: this name has to be typed first. */
  readonly typed?: string
  /** The dialog stays, busy, until it is done; when it fails it says why and can be tried again. */
  readonly onConfirm: () => Promise<unknown>
}

/** Asks before something is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  // A fresh one each time: what was typed or failed before is of no concern.
  return props.open ? <Asking {...props} /> : null
}

function Asking({ onClose, title, children, action, danger = false, typed, onConfirm }: ConfirmDialogProps) {
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const confirm = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        variant={danger ? 'danger' : 'primary'}
        busy={busy}
        disabledBecause={typed === undefined || name === typed ? undefined : `Type ${typed} first.`}
        onClick={() => void confirm()}
      >
        {action}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={() => !busy && onClose()} title={title} footer={footer}>
      {children}
      {typed !== undefined && <TextField label={`Type ${typed} to confirm`} value={name} onChange={setName} />}
      {error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  )
}
