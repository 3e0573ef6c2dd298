import { isJsonObject } from '../../kernel/json.ts'
import type { ApprovalRecord, JournalEntry, RunRecord } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import type { Services } from '../open-services.ts'
import { requireRun } from '../run-functions.ts'
import type { RecordedAgent, RecordedApproval, RecordedRun, Recording } from './recording.ts'

const MAX_APPROVALS = 10_000
const MAX_REF_BYTES = 64 * 1024 * 1024

/** What the registry holds of a run. Throws NOT_FOUND. */
export function takeRecording({ store, catalog }: Pick<Services, 'store' | 'catalog'>, run_id: string): Recording {
  const run = requireRun({ store }, run_id)
  const subtasks = store.subtasks.list(run_id, 'all')
  const attempts = subtasks.flatMap(({ spec }) => store.subtasks.attempts(run_id, spec.id))
  const journal = store.journal.listRun(run_id)
  const agent_ids = new Set([...attempts.map((row) => row.agent_id), ...subtasks.flatMap((row) => row.agent_id ?? [])])
  return {
    run: toRun(run),
    subtasks,
    attempts,
    journal,
    events: store.events.list(run_id),
    approvals: store.approvals.list({ run_id, limit: MAX_APPROVALS }).map(toApproval).reverse(),
    changes: store.changes.list(run_id),
    session: earlierRuns(store, run).map((earlier) => ({ run: toRun(earlier), taint: store.events.ofType(earlier.run_id, 'run.tainted') })),
    agents: [...agent_ids].flatMap((agent_id): RecordedAgent[] => {
      const agent = catalog.get(agent_id)
      return agent ? [{ manifest: agent.manifest, skill_text: agent.skillText }] : []
    }),
    refs: Object.fromEntries(journal.flatMap((entry) => wholeResult(store, entry))),
    sandbox_held: store.audit.list({ run_id, action: 'sandbox.chosen', limit: 1 })[0]?.decision !== 'none',
  }
}

function toRun(run: RunRecord): RecordedRun {
  const { run_id, task, session_id, actor, origin, workspace, engine, status, options, result, error, created_at, ended_at } = run
  return { run_id, task, session_id, actor, origin, workspace, engine, status, options, result, error, created_at, ended_at }
}

function toApproval(row: ApprovalRecord): RecordedApproval {
  const { approval_id, subtask_id, kind, args_hash, status, scope, decided_by, note, answer } = row
  return { approval_id, subtask_id, kind, args_hash, status, scope, decided_by, note, answer }
}

// What was completed when the run began is what it was told of.
function earlierRuns(store: Store, run: RunRecord): RunRecord[] {
  return store.runs
    .list({ limit: 50, session_id: run.session_id })
    .filter(
      (other) => other.run_id !== run.run_id && other.status === 'completed' && (other.ended_at ?? Number.MAX_VALUE) <= run.created_at,
    )
    .slice(0, 5)
    .reverse()
}

function wholeResult(store: Store, { run_id, subtask_id, response }: JournalEntry): [string, string][] {
  const truncated = isJsonObject(response) ? response['truncated'] : undefined
  const ref = isJsonObject(truncated) ? truncated['ref'] : undefined
  if (typeof ref !== 'string') return []
  const whole = store.refs.read({ run_id, subtask_id }, ref, { offset: 0, limit: MAX_REF_BYTES })
  return whole === undefined ? [] : [[ref, Buffer.from(whole.data).toString('utf8')]]
}
