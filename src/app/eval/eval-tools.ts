import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { ToolOutcome } from '../../tools/define-tool.ts'
import type { Executor, JudgedCall, Judgement, ToolCall } from '../../tools/executor.ts'
import { outcomeOf } from '../replay/play-tools.ts'
import type { Recording } from '../replay/recording.ts'

export interface EvalToolsOptions {
  readonly executor: Executor
  readonly recording: Recording
  /** Told of each call that the recording does not hold. */
  onUnavailable(tool: string): void
}

/** A call that the recording holds is answered from there; any other is answered as unavailable. None is carried out, so nobody is asked. */
export function evalTools(options: EvalToolsOptions): Executor {
  const { executor, recording, onUnavailable } = options
  let answers: Promise<Map<string, JournalEntry[]>> | undefined
  return {
    specs: executor.specs,
    judge: async (call: ToolCall): Promise<Judgement> => {
      answers ??= recordedAnswers(options, call)
      const judged = await executor.judge(call)
      return judged.ok ? { ok: true, call: { ...judged.call, decision: AS_RECORDED } } : judged
    },
    prepare: async (call) => ({ recovery: call.effect === 'read' ? 'pure' : 'opaque', detail: {} }),
    carryOut: async (call: JudgedCall): Promise<ToolOutcome> => {
      const entries = (await answers)?.get(call.args_hash) ?? []
      const entry = entries.length > 1 ? entries.shift() : entries[0]
      if (entry !== undefined) return outcomeOf(entry, recording.refs)
      onUnavailable(call.tool.name)
      return { ok: false, error: UNAVAILABLE }
    },
    recover: async () => ({ state: 'unknown' }),
  }
}

const AS_RECORDED = { decision: 'allow' as const, rule: 'eval', reason: 'it is answered from the recording and not carried out', steps: [] }

const UNAVAILABLE = {
  code: 'TOOL_UNAVAILABLE',
  message: 'This call is not available here: only what was called in the recorded run can be answered. Go on with what you have.',
  retryable: false,
}

/** By the hash of the canonical arguments, as this folder sees them: the same call gets the answers of then in their order, and the last one from there on. */
async function recordedAnswers({ executor, recording }: EvalToolsOptions, like: ToolCall): Promise<Map<string, JournalEntry[]>> {
  const known = new Map<string, JournalEntry[]>()
  for (const entry of recording.journal) {
    if (entry.kind !== 'tool_call' || entry.state !== 'done' || !isJsonObject(entry.request)) continue
    const { tool, args } = entry.request
    const call = { ...like, tool: String(tool), args: inThisFolder(args ?? {}, recording, like) as JsonObject, allowlist: CORE_TOOLS }
    const judged = await executor.judge(call)
    if (judged.ok) known.set(judged.call.args_hash, [...(known.get(judged.call.args_hash) ?? []), entry])
  }
  return known
}

/** The recording may come from another folder: what lay in it lies here. */
function inThisFolder(value: Json, recording: Recording, like: ToolCall): Json {
  const { workspace } = recording.run
  if (typeof value === 'string')
    return value === workspace || value.startsWith(`${workspace}/`) ? like.context.workspace + value.slice(workspace.length) : value
  if (Array.isArray(value)) return value.map((item) => inThisFolder(item, recording, like))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inThisFolder(item, recording, like)]))
}
