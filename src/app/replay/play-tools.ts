import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'
import type { PolicyCall } from '../../policy/policy-call.ts'
import type { EventOf } from '../../protocol/events.ts'
import type { PlannedFileChange } from '../../protocol/file-change.ts'
import type { WireError } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { PreparedEffect, ToolDefinition, ToolOutcome } from '../../tools/define-tool.ts'
import type { Executor, JudgedCall, Judgement, ToolCall } from '../../tools/executor.ts'
import { type PlayerOptions, toClawError } from './play-model.ts'
import { recordedQueue } from './recorded-queue.ts'

export interface ToolPlayerOptions extends PlayerOptions {
  /** Names, schemas and the canonical form of arguments come from the tools as they are; none of them is carried out. */
  readonly executor: Executor
  readonly tools: readonly ToolDefinition[]
}

interface RecordedCall {
  readonly entry: JournalEntry
  readonly decided: EventOf<'tool.decided'> | undefined
  /** Place of the event that ended it. */
  readonly finished: number | undefined
}

/** The tools of the recorded run: decided as it was decided then, answered from the journal, never carried out. */
export function playTools(options: ToolPlayerOptions): Executor {
  const { executor, recording, redactor, stop, counts, pace } = options
  const calls = recordedQueue(recordedCalls(options), ({ entry }) => keyOfEntry(entry))
  const answered = new WeakMap<JudgedCall, RecordedCall>()

  async function judge(call: ToolCall): Promise<Judgement> {
    const recorded = calls.next(keyOf(call.context.subtask_id, call.tool, redactor.json(call.args)))
    if (recorded === undefined) return stop.end({ kind: 'asked', what: `a call of ${call.tool} that is not in the journal` })
    const { entry, decided } = recorded
    if (decided === undefined) return stop.end({ kind: 'cut', what: `the run was ended before ${call.tool} was decided on` })
    const { effect, decision, rule, reason, args_hash, steps } = decided.data
    if (effect === null) return { ok: false, error: errorOf(entry), rule }
    const now = await executor.judge(call)
    const base = now.ok ? now.call : withoutJudgement(options.tools, call)
    if (base === undefined) return now
    const told = { decision, rule, reason, steps: steps ?? [] }
    const judged = { ...base.judged, taint: { ...base.judged.taint, ...decided.data.taint } }
    const args = base.args_hash === args_hash ? base.args : (argsThen(options, decided) ?? base.args)
    const judgedCall = { ...base, args, effect, args_hash, decision: told, judged }
    answered.set(judgedCall, recorded)
    return { ok: true, call: judgedCall }
  }

  async function prepare(call: JudgedCall): Promise<PreparedEffect> {
    const entry = answered.get(call)?.entry
    if (entry?.effect == null) {
      if (entry?.state === 'done') throw toClawError(errorOf(entry))
      return stop.end({ kind: 'cut', what: `the run was ended before ${call.tool.name} began` })
    }
    const { recovery, detail } = entry.effect
    return { recovery, detail: detail ?? {}, changes: changesOf(options, entry) } as unknown as PreparedEffect
  }

  async function carryOut(call: JudgedCall): Promise<ToolOutcome> {
    const { entry, finished } = answered.get(call) ?? {}
    if (entry?.state !== 'done') return stop.end({ kind: 'cut', what: `the run was ended while ${call.tool.name} was under way` })
    await pace.before(finished, call.context.signal)
    counts.tool_calls += 1
    return outcomeOf(entry, recording.refs)
  }

  return { specs: executor.specs, judge, prepare, carryOut, recover: async () => ({ state: 'unknown' }) }
}

function recordedCalls({ recording }: ToolPlayerOptions): RecordedCall[] {
  const decided = new Map<string, EventOf<'tool.decided'>>()
  const finished = new Map<string, number>()
  for (const event of recording.events) {
    if (event.type === 'tool.decided') decided.set(placeOf(event), event)
    if (event.type === 'tool.finished') finished.set(placeOf(event), event.seq)
  }
  const requests = recordedQueue(
    recording.events.flatMap((event) => (event.type === 'tool.requested' ? [event] : [])),
    ({ subtask_id, attempt, data }) => `${attempt} ${keyOf(subtask_id ?? '', data.tool, data.args)}`,
  )
  return recording.journal.flatMap((entry) => {
    if (entry.kind !== 'tool_call') return []
    const asked = requests.next(`${entry.attempt} ${keyOfEntry(entry)}`)
    const place = asked === undefined ? '' : placeOf(asked)
    return [{ entry, decided: decided.get(place), finished: finished.get(place) }]
  })
}

function placeOf({ subtask_id, attempt, data }: EventOf<'tool.requested' | 'tool.decided' | 'tool.finished'>): string {
  return `${subtask_id}/${attempt}/${data.intent_id}`
}

function keyOf(subtask_id: string, tool: string, args: Json): string {
  return `${subtask_id} ${tool} ${canonicalJson(args)}`
}

function keyOfEntry({ subtask_id, request }: JournalEntry): string {
  const { tool, args } = isJsonObject(request) ? request : ({} as JsonObject)
  return keyOf(subtask_id, String(tool), args ?? {})
}

/** What could be judged then and cannot be now (a path that is gone): the arguments are taken as they were given. */
function withoutJudgement(tools: readonly ToolDefinition[], call: ToolCall): JudgedCall | undefined {
  const tool = tools.find(({ name }) => name === call.tool)
  if (tool === undefined) return undefined
  const parsed = tool.input.safeParse(call.args)
  const args = parsed.success ? parsed.data : call.args
  const judged: PolicyCall = {
    tool: call.tool,
    args: call.args,
    args_hash: '',
    workspace: call.context.workspace,
    effect: 'read',
    agent_id: call.context.agent_id,
    requires_approval_for: call.requires_approval_for,
    sandboxed: true,
    paths: [],
    command: null,
    host: null,
    method: null,
    reads_only: false,
    named_hosts: call.context.named_hosts,
    taint: call.taint,
    sends_data: false,
    amount_usd: null,
  }
  const decision = { decision: 'allow' as const, rule: '', reason: '', steps: [] }
  return { tool, args, args_hash: '', effect: 'read', decision, judged, context: call.context }
}

/** The canonical arguments of a call that would be another one now: a link that leads elsewhere. */
function argsThen({ recording }: ToolPlayerOptions, { data }: EventOf<'tool.decided'>): Json | undefined {
  const asked = recording.events.find((event) => event.type === 'approval.requested' && event.data.args_hash === data.args_hash)
  return asked?.type === 'approval.requested' && isJsonObject(asked.data.args) ? asked.data.args['args'] : undefined
}

function changesOf({ recording }: ToolPlayerOptions, { seq }: JournalEntry): PlannedFileChange[] {
  return recording.changes.flatMap((row) => {
    if (row.seq !== seq) return []
    const { id: _i, run_id: _r, subtask_id: _s, attempt: _a, seq: _q, state: _t, has_image: _h, at: _at, ...change } = row
    return [change]
  })
}

export function outcomeOf({ response }: JournalEntry, refs: Readonly<Record<string, string>>): ToolOutcome {
  const given = isJsonObject(response) ? response : {}
  const truncated = isJsonObject(given['truncated']) ? String(given['truncated']['ref']) : undefined
  const whole = truncated === undefined ? undefined : refs[truncated]
  const result = whole === undefined ? given['result'] : (JSON.parse(whole) as Json)
  if (given['ok'] === true) return { ok: true, result: result ?? null } as ToolOutcome
  return { ok: false, error: given['error'] as unknown as WireError, ...(result === undefined ? {} : { result }) } as ToolOutcome
}

function errorOf({ response }: JournalEntry): WireError {
  const error = isJsonObject(response) ? response['error'] : undefined
  return isJsonObject(error) ? (error as unknown as WireError) : { code: 'TOOL_FAILED', message: 'The call was refused.', retryable: false }
}
