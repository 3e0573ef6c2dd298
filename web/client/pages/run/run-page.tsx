import { getRouteApi } from '@tanstack/react-router'
import { formatCost, formatDuration, plural } from '../../../../src/view/format.ts'
import { resultText } from '../../../../src/view/result-text.ts'
import { runDocument } from '../../../../src/view/run-document.ts'
import { visibleText } from '../../../../src/view/shown-text.ts'
import { Badge, Failure } from '../../parts.tsx'
import { PendingApprovals } from '../approvals/pending-approvals.tsx'
import { EventList } from './event-list.tsx'
import { MemoryList } from './memory-list.tsx'
import { OpenCalls } from './open-calls.tsx'
import { RunButtons } from './run-buttons.tsx'
import { runActs } from './run-state.ts'
import { SubtaskList } from './subtask-list.tsx'
import { type Connection, type FollowedRun, useRun } from './use-run.ts'

const route = getRouteApi('/runs/$run_id')

export function RunPage() {
  const { run_id } = route.useParams()
  return <Run key={run_id} run_id={run_id} />
}

function Run({ run_id }: { readonly run_id: string }) {
  const run = useRun(run_id)
  const { view } = run
  const acts = runActs(run)
  const result = resultText(view.result)
  return (
    <div className="present">
      <div className="run-head">
        <h1>{visibleText(view.task)}</h1>
        <p className="facts">
          <Badge status={acts.status} />
          <Live connection={run.connection} />
          <Facts run={run} />
        </p>
        <RunButtons run_id={run_id} acts={acts} cancelling={view.cancelling_by !== null} />
      </div>
      {(acts.canCancel || acts.canResume) && <PendingApprovals run_id={run_id} />}
      {view.error !== null && <Failure text={visibleText(`${view.error.code}: ${view.error.message} ${view.error.fix}`)} />}
      {view.suggestions.length > 0 && (
        <section>
          <h2>It can do, for example</h2>
          <ul>
            {view.suggestions.map((one) => (
              <li key={one}>{visibleText(one)}</li>
            ))}
          </ul>
        </section>
      )}
      {result !== '' && (
        <section>
          <h2>Result</h2>
          <pre className="result">{visibleText(result)}</pre>
        </section>
      )}
      <OpenCalls calls={view.open_calls} />
      <SubtaskList subtasks={view.subtasks} />
      <MemoryList recalled={view.recalled} learned={view.learned} />
      <EventList events={run.events} view={view} />
    </div>
  )
}

function Facts({ run: { view } }: { readonly run: FollowedRun }) {
  const { engine, cost, usage } = runDocument(view)
  const calls = usage.reduce((sum, use) => sum + use.calls, 0)
  return (
    <>
      <code>{view.run_id}</code>
      <span>engine {engine ?? 'unknown'}</span>
      <span>{calls === 0 ? 'no model used' : `${plural(calls, 'model call')}, ${formatCost(cost)}`}</span>
      {view.duration_ms !== null && <span>{formatDuration(view.duration_ms)}</span>}
    </>
  )
}

const LIVE_TEXT = { connecting: 'connecting', live: 'live', reconnecting: 'reconnecting', ended: 'up to date' } as const

function Live({ connection }: { readonly connection: Connection }) {
  return (
    <span className={`live ${connection}`} role="status">
      {LIVE_TEXT[connection]}
    </span>
  )
}
