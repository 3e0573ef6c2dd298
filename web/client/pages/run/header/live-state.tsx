import { formatDuration } from '../../../../../src/view/format.ts'
import { Badge } from '../../../kit/show/badge.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useNow } from '../use-now.ts'
import styles from './run-header.module.css'

const QUIET_MS = 10_000
const STALLED_MS = 60_000

const WORDS = { connecting: 'connecting', live: 'live', reconnecting: 'reconnecting', stale: 'stale', ended: 'up to date' } as const

/** Whether what is seen is what is: the stream, and how long the run has said nothing. */
export function LiveState({ run }: { readonly run: RunOfPage }) {
  const now = useNow(run.goesOn)
  const silent_ms = run.goesOn && !waits(run) ? now - (run.view.last_event_at ?? now) : 0
  return (
    <>
      <span role="status">
        {(run.goesOn || run.connection !== 'ended') && (
          <Badge tone={run.connection === 'reconnecting' || run.connection === 'stale' ? 'warn' : 'dim'}>{WORDS[run.connection]}</Badge>
        )}
      </span>
      {silent_ms >= QUIET_MS && (
        <span className={silent_ms >= STALLED_MS ? styles.stalled : styles.silent}>
          {silent_ms >= STALLED_MS
            ? `stalled: no event for ${formatDuration(silent_ms)}`
            : `last event ${Math.floor(silent_ms / 1000)} s ago`}
        </span>
      )}
      {steps(run)}
    </>
  )
}

// Nobody is silent who waits for a person.
function waits({ view }: RunOfPage): boolean {
  return view.approvals.some(({ status }) => status === 'pending') || view.questions.some(({ open }) => open)
}

function steps({ view }: RunOfPage) {
  const planned = view.subtasks.filter(({ dropped }) => !dropped)
  if (planned.length === 0) return null
  const done = planned.filter(({ status }) => status === 'succeeded').length
  return (
    <span>
      {done} of {planned.length} subtasks done
    </span>
  )
}
