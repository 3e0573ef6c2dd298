import { api, type InDoubtVerdict } from '../../api/api.ts'
import { Failure } from '../../parts.tsx'
import { useAct } from '../../use-act.ts'
import type { RunActs } from './run-state.ts'

interface RunButtonsProps {
  readonly run_id: string
  readonly acts: RunActs
  readonly cancelling: boolean
}

const VERDICTS: readonly (readonly [InDoubtVerdict, string])[] = [
  ['done', 'It happened: go on'],
  ['retry', 'Do it again'],
  ['abandon', 'Give that step up'],
]

export function RunButtons({ run_id, acts, cancelling }: RunButtonsProps) {
  const act = useAct()
  const resume = (verdict?: InDoubtVerdict): void => act.run(() => api.resumeRun(run_id, verdict))
  return (
    <div className="row">
      {acts.needsVerdict ? (
        VERDICTS.map(([verdict, text]) => (
          <button key={verdict} type="button" disabled={act.busy} onClick={() => resume(verdict)}>
            {text}
          </button>
        ))
      ) : (
        <button
          type="button"
          disabled={!acts.canResume || act.busy}
          title={acts.canResume ? '' : 'Only a parked or interrupted run can be resumed.'}
          onClick={() => resume()}
        >
          Resume
        </button>
      )}
      <button
        type="button"
        className="danger"
        disabled={!acts.canCancel || act.busy}
        title={acts.canCancel ? '' : 'The run has ended.'}
        onClick={() => act.run(() => api.cancelRun(run_id))}
      >
        {cancelling && acts.status !== 'cancelled' ? 'Cancelling' : 'Cancel'}
      </button>
      <Failure text={act.error} />
    </div>
  )
}
