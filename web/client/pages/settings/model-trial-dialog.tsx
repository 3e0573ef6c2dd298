import { useMutation } from '@tanstack/react-query'
import { formatCost, formatDuration } from '../../../../src/view/format.ts'
import type { ModelTrial } from '../../../../src/view/model-rows.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { Button } from '../../kit/act/button.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { Said } from '../../kit/show/said.tsx'
import styles from './settings.module.css'

interface ModelTrialDialogProps {
  readonly model: string
  readonly onClose: () => void
}

/** Text, a tool call and structured output, each by a real call. */
export function ModelTrialDialog({ model, onClose }: ModelTrialDialogProps) {
  const trial = useMutation({ mutationFn: () => ask(client.models.try.$post({ json: { model } })) })
  const footer = (
    <>
      <Button onClick={onClose}>Close</Button>
      <Button variant="primary" icon="play" busy={trial.isPending} onClick={() => trial.mutate()}>
        {trial.data === undefined ? 'Try it' : 'Again'}
      </Button>
    </>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Try ${model}`}
      description="Three short calls: text, a tool call, structured output. They cost what such calls cost."
      footer={footer}
    >
      {trial.error !== null && <ErrorNotice error={trial.error} />}
      <div className={styles.stack} aria-live="polite">
        {trial.data?.trials.map((one) => (
          <Trial key={one.what} trial={one} />
        ))}
      </div>
    </Dialog>
  )
}

function Trial({ trial: { what, ok, detail, duration_ms, cost_usd, error } }: { readonly trial: ModelTrial }) {
  return (
    <Notice
      tone={ok ? 'good' : 'bad'}
      title={`${what}: ${ok ? 'works' : 'does not work'}, ${formatDuration(duration_ms)}, ${formatCost(cost_usd)}`}
    >
      <p className={styles.about}>
        <Said text={error === null ? detail : `${error.message} ${error.fix}`} />
      </p>
    </Notice>
  )
}
