import { ConfirmDialog } from '../../../kit/over/confirm-dialog.tsx'
import { runApi } from '../run-api.ts'

interface StopDialogProps {
  readonly run_id: string
  readonly force: boolean
  readonly open: boolean
  readonly onClose: () => void
}

export function StopDialog({ run_id, force, open, onClose }: StopDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={force ? 'Kill the run?' : 'Cancel the run?'}
      action={force ? 'Kill the run' : 'Cancel the run'}
      danger
      onConfirm={() => runApi.cancel(run_id, force)}
    >
      <p>
        {force
          ? 'Its agents and tools are killed at once, also when its process does not answer.'
          : 'No new work begins; the agents are told and have up to 5 s.'}
      </p>
      <p>What is done stays done. The run can be forked afterwards, but not resumed.</p>
    </ConfirmDialog>
  )
}
