import { ClawError, toWireError } from '../src/kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject } from '../src/kernel/json.ts'
import { isLocalTool } from '../src/protocol/agent-tools.ts'
import type { CapsuleHost } from '../src/protocol/capsule-host.ts'
import { CORE_TOOLS } from '../src/protocol/manifest.ts'
import type { Artifact, MemoryUpdate, ModelToolCall, ToolCallResult, ToolSpec } from '../src/protocol/messages.ts'
import { callKey } from './agent-loop-guard.ts'
import { runLocalCall } from './agent-loop-local.ts'
import { type CallOutcome, failed, refused, succeeded } from './agent-loop-outcome.ts'
import { renderResult } from './transcript-text.ts'

/** What an attempt has gathered so far. */
export interface AttemptState {
  toolCalls: number
  toolErrors: number
  /** Id of the last tool call that went well: the evidence of what is remembered. */
  evidence: string | undefined
  readonly artifacts: Map<string, Artifact>
  readonly memories: MemoryUpdate[]
}

export interface CallContext {
  readonly host: CapsuleHost
  readonly tools: readonly ToolSpec[]
  readonly offered: readonly string[]
  readonly maxToolCalls: number
  readonly state: AttemptState
  /** What the model said with these calls. */
  readonly reason: string
}

/** Runs the calls of one message at once and gives their outcomes in the order of the calls. Calls that are the same run once. */
export async function runCalls(calls: readonly ModelToolCall[], context: CallContext): Promise<CallOutcome[]> {
  const running = new Map<string, Promise<CallOutcome>>()
  for (const call of calls) {
    // Asked for in the order of the calls, before anything is awaited: a resumed capsule asks in the same order.
    if (!running.has(callKey(call)) && call.name !== 'remember') running.set(callKey(call), runCall(call, context))
  }
  await Promise.all(running.values())
  const outcomes: CallOutcome[] = []
  for (const call of calls) outcomes.push({ ...(await (running.get(callKey(call)) ?? runCall(call, context))), call })
  for (const outcome of outcomes) if (!outcome.ok) context.state.toolErrors += 1
  return outcomes
}

function runCall(call: ModelToolCall, context: CallContext): Promise<CallOutcome> {
  // A tool that exists but is not this agent's is refused by the host, which keeps a record of the attempt.
  if (!context.offered.includes(call.name) && !(CORE_TOOLS as readonly string[]).includes(call.name)) {
    return refused(call, 'TOOL_UNKNOWN', `There is no tool '${call.name}'. There are: ${context.offered.join(', ') || 'none'}.`)
  }
  if (typeof call.args === 'string')
    return refused(call, 'TOOL_BAD_ARGS', `The arguments of ${call.name} are not valid JSON. Send one JSON object.`)
  if (!isJsonObject(call.args)) return refused(call, 'TOOL_BAD_ARGS', `The arguments of ${call.name} must be one JSON object.`)
  if (isLocalTool(call.name) && !context.tools.some((tool) => tool.name === call.name))
    return runLocalCall(call, call.name, call.args, context)
  if (context.state.toolCalls >= context.maxToolCalls) {
    return refused(call, 'TOOL_LIMIT', `All ${context.maxToolCalls} tool calls of this task are used. Answer with what you have.`)
  }
  context.state.toolCalls += 1
  return runToolCall(call, call.args, context)
}

async function runToolCall(call: ModelToolCall, args: JsonObject, { host, state, reason }: CallContext): Promise<CallOutcome> {
  try {
    const answer = await host.ask({ type: 'tool_call_intent', tool: call.name, args, reason })
    if (answer.ok) keepResult(state, answer, args)
    return toolOutcome(call, answer)
  } catch (error) {
    if (!isUnsendable(error)) throw error
    return failed(call, { ...toWireError(error), code: 'TOOL_BAD_ARGS' })
  }
}

function keepResult(state: AttemptState, answer: ToolCallResult, args: JsonObject): void {
  state.evidence = answer.id
  const artifact = artifactOf(answer.result ?? null, args)
  if (artifact !== undefined) state.artifacts.set(artifact.path, artifact)
}

const WRITING_OPS: readonly Json[] = ['write', 'append', 'edit']

function artifactOf(result: Json, args: JsonObject): Artifact | undefined {
  if (!isJsonObject(result) || !WRITING_OPS.includes(args['op'] ?? null)) return undefined
  const { path, sha256, bytes } = result
  if (typeof path !== 'string') return undefined
  return { path, ...(typeof sha256 === 'string' && { sha256 }), ...(typeof bytes === 'number' && { bytes }) }
}

// Arguments that the wire itself refuses are the model's mistake, not the end of the attempt.
function isUnsendable(error: unknown): boolean {
  const codes = ['PROTOCOL_LINE_TOO_LONG', 'PROTOCOL_TOO_DEEP', 'PROTOCOL_FORBIDDEN_KEY', 'PROTOCOL_INVALID_MESSAGE']
  return error instanceof ClawError && codes.includes(error.code)
}

function toolOutcome(call: ModelToolCall, answer: ToolCallResult): CallOutcome {
  const seen = answer.result === undefined ? '' : renderResult(answer.result)
  const from = { ref: answer.truncated?.ref, provenance: answer.provenance }
  if (answer.ok) return { ...succeeded(call, seen === '' ? '(no output)' : seen), ...from }
  const error = answer.error ?? { code: 'TOOL_FAILED', message: `${call.name} failed.`, retryable: false }
  return { ...failed(call, error, seen), ...from }
}
