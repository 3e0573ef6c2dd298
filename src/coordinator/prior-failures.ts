import { canonicalJson, isJsonObject } from '../kernel/json.ts'
import type { PriorFailure, WireError } from '../protocol/messages.ts'
import type { JournalEntry } from '../store/records.ts'
import type { RunContext } from './run-context.ts'

const ARGS_SHOWN = 300

/** Why the attempts before failed, and which effects they have done already: the next one is told both. */
export function priorFailures(context: RunContext, subtask_id: string): PriorFailure[] {
  const { store } = context.ports
  const sentBack = reasonsOf(context, subtask_id)
  return store.subtasks.attempts(context.run.run_id, subtask_id).flatMap(({ run_id, attempt, status, error }) => {
    const reason = error ?? sentBack.get(attempt)
    if (status === 'running' || !reason) return []
    const effects_done = store.journal.list({ run_id, subtask_id, attempt }).filter(isDoneEffect).map(describe)
    return [{ attempt, code: reason.code, message: reason.message, effects_done }]
  })
}

// An attempt that gave a result may be sent back for it: its outcome stands in the registry, the reason in the events.
function reasonsOf({ ports, run }: RunContext, subtask_id: string): Map<number, WireError> {
  const reasons = new Map<number, WireError>()
  for (const event of ports.store.events.list(run.run_id))
    if (event.type === 'subtask.failed' && event.subtask_id === subtask_id && event.attempt !== null)
      reasons.set(event.attempt, event.data.error)
  return reasons
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
