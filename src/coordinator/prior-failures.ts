import { canonicalJson, isJsonObject } from '../kernel/json.ts'
import type { PriorFailure } from '../protocol/messages.ts'
import type { JournalEntry } from '../store/records.ts'
import type { RunContext } from './run-context.ts'

const ARGS_SHOWN = 300

/** Why the attempts before failed, and which effects they have done already: the next one is told both. */
export function priorFailures(context: RunContext, subtask_id: string): PriorFailure[] {
  const { store } = context.ports
  return store.subtasks
    .attempts(context.run.run_id, subtask_id)
    .filter((row) => row.status === 'failed')
    .map((row) => ({
      attempt: row.attempt,
      code: row.error?.code ?? 'RUN_FAILED',
      message: row.error?.message ?? 'failed',
      effects_done: store.journal.list({ run_id: row.run_id, subtask_id, attempt: row.attempt }).filter(isDoneEffect).map(describe),
    }))
}

function isDoneEffect(entry: JournalEntry): boolean {
  if (entry.kind !== 'tool_call' || entry.state !== 'done') return false
  const ok = isJsonObject(entry.response) && entry.response['ok'] === true
  return ok && entry.effect?.['recovery'] !== 'pure'
}

function describe(entry: JournalEntry): string {
  if (!isJsonObject(entry.request)) return 'a tool call'
  const args = canonicalJson(entry.request['args'] ?? {})
  return `${String(entry.request['tool'])} ${args.length > ARGS_SHOWN ? `${args.slice(0, ARGS_SHOWN)}…` : args}`
}
