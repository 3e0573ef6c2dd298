import { canonicalJson, isJsonObject } from '../kernel/json.ts'
import type { JournalEntry, JournalKey } from '../store/records.ts'
import { isCheck } from './criteria/is-check.ts'
import type { RunContext } from './run-context.ts'

const ARGS_SHOWN = 300

/** The tool calls of an attempt that changed something, in words: they must not be repeated. */
export function doneEffects({ ports: { store } }: RunContext, key: JournalKey): string[] {
  return store.journal.list(key).filter(isDoneEffect).map(describe)
}

function isDoneEffect(entry: JournalEntry): boolean {
  if (entry.kind !== 'tool_call' || entry.state !== 'done' || isCheck(entry)) return false
  const ok = isJsonObject(entry.response) && entry.response['ok'] === true
  return ok && entry.effect?.['recovery'] !== 'pure'
}

function describe(entry: JournalEntry): string {
  if (!isJsonObject(entry.request)) return 'a tool call'
  const args = canonicalJson(entry.request['args'] ?? {})
  return `${String(entry.request['tool'])} ${args.length > ARGS_SHOWN ? `${args.slice(0, ARGS_SHOWN)}…` : args}`
}
