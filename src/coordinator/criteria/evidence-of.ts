import { canonicalJson, isJsonObject } from '../../kernel/json.ts'
import { visibleLine, visibleText } from '../../kernel/visible-text.ts'
import { boundText } from '../../planning/model/result-text.ts'
import { marked } from '../../protocol/mark-data.ts'
import type { ToolCallResult } from '../../protocol/messages.ts'
import type { JournalEntry, SubtaskRecord } from '../../store/records.ts'
import { resultText } from '../result-text.ts'
import type { RunContext } from '../run-context.ts'

const MAX_CALLS = 40
const CHARACTERS = 24_000
const ARGS_CHARACTERS = 400

/** What the tools of an attempt returned, as the journal holds it: the newest calls, bounded, each marked with where it comes from. */
export function evidenceOf(context: RunContext, row: SubtaskRecord): string {
  const calls = [row, ...delegatedBy(context, row)].flatMap((one) => callsOf(context, one))
  const shown = calls.slice(-MAX_CALLS)
  const each = Math.floor(CHARACTERS / Math.max(1, shown.length))
  const left = calls.length - shown.length
  return [...(left > 0 ? [`[${left} earlier calls left out]`] : []), ...shown.map((entry) => callText(entry, each))].join('\n')
}

function delegatedBy(context: RunContext, { spec }: SubtaskRecord): SubtaskRecord[] {
  const children = context.ports.store.subtasks.list(context.run.run_id).filter((row) => row.spec.delegated_by === spec.id)
  return children.flatMap((row) => [row, ...delegatedBy(context, row)])
}

function callsOf({ ports }: RunContext, { run_id, spec, attempt }: SubtaskRecord): JournalEntry[] {
  return ports.store.journal
    .list({ run_id, subtask_id: spec.id, attempt })
    .filter(({ kind, state }) => kind === 'tool_call' && state === 'done')
}

function callText({ request, response }: JournalEntry, characters: number): string {
  const { tool, args } = isJsonObject(request) ? request : {}
  const answer = (isJsonObject(response) ? response : {}) as Partial<ToolCallResult>
  const call = `- ${visibleLine(String(tool))} ${boundText(visibleLine(canonicalJson(args ?? {})), ARGS_CHARACTERS)}`
  const outcome = answer.ok === true ? 'ok' : `failed: ${visibleLine(`${answer.error?.code ?? ''} ${answer.error?.message ?? ''}`)}`
  if (answer.result === undefined) return `${call}: ${outcome}`
  return `${call}: ${outcome}\n${marked(boundText(visibleText(resultText(answer.result)), characters), answer.provenance)}`
}
