import type { JsonObject } from '../kernel/json.ts'
import type { RunRecord } from '../store/records.ts'
import type { RunContext } from './run-context.ts'

const EARLIER_RUNS = 5
/** Later ones of the session, forks above all, stand before them. */
const LOOKED_AT = 100
const CHARACTERS = 4000

/** What the person gave, and earlier tasks of the same session with their results, newest last, within a budget. */
export function sessionContext(context: RunContext): JsonObject {
  const earlier = earlierRuns(context).map((run) => ({
    task: cut(run.task),
    result: cut(typeof run.result === 'string' ? run.result : JSON.stringify(run.result)),
  }))
  const user = context.options.context
  return { ...(Object.keys(user).length > 0 ? { user } : {}), ...(earlier.length > 0 ? { session: earlier } : {}) }
}

/** The runs of the session whose results this one is told, oldest first. */
export function earlierRuns(context: RunContext): RunRecord[] {
  const until = context.options.fork?.as_of ?? context.run.created_at
  return context.ports.store.runs
    .list({ limit: LOOKED_AT, session_id: context.run.session_id })
    .filter((run) => run.run_id !== context.run.run_id && run.created_at <= until && run.status === 'completed' && run.result !== null)
    .slice(0, EARLIER_RUNS)
    .reverse()
}

function cut(text: string): string {
  const room = Math.floor(CHARACTERS / EARLIER_RUNS / 2)
  return text.length > room ? `${text.slice(0, room)} …` : text
}
