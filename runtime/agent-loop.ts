import { abortReason } from '../src/kernel/abort.ts'
import type { CapsuleHost, CapsuleLoop } from '../src/protocol/capsule-host.ts'
import type { AgentResponse, ModelToolCall, TaskRequest, WireError } from '../src/protocol/messages.ts'
import { type AttemptState, runCalls } from './agent-loop-calls.ts'
import { createLoopGuard } from './agent-loop-guard.ts'
import { offeredTools } from './agent-loop-offer.ts'
import type { CallOutcome } from './agent-loop-outcome.ts'
import { typedAnswer } from './agent-loop-output.ts'
import { askModel } from './ask-model.ts'
import { createTranscript, type Transcript } from './transcript.ts'

const DEFAULT_STEPS = 12
const REASON_CHARACTERS = 300

interface Attempt {
  readonly request: TaskRequest
  readonly host: CapsuleHost
  readonly transcript: Transcript
  readonly state: AttemptState
  readonly steps: number
  step: number
}

/**
 * The builtin agent with a model: asks, runs the tool calls of the answer, tells their results, until a message without calls is the answer.
 * Nothing here looks at a clock or at chance: a resumed attempt must ask the same things in the same order.
 */
export const runModelLoop: CapsuleLoop = async (request, host, signal) => {
  const attempt = startAttempt(request, host)
  const judge = createLoopGuard()
  const offered = offeredTools(request)
  let empty = 0
  for (attempt.step = 1; attempt.step <= attempt.steps; attempt.step += 1) {
    if (signal.aborted) throw abortReason(signal)
    if (attempt.step === attempt.steps && attempt.steps > 1) attempt.transcript.addNote(LAST_STEP)
    const { message, error } = await askModel(attempt, { tools: offered })
    if (message === undefined) return failure(attempt, error)
    if (message.tool_calls.length === 0) {
      if (message.content.trim() !== '') return answer(attempt, message.content, 'answer')
      empty += 1
      if (empty > 1) return failure(attempt, EMPTY_ANSWER)
      attempt.transcript.addNote('Your message was empty. Answer the task, or call a tool.')
      continue
    }
    empty = 0
    const verdict = judge(await runStep(attempt, message.content, distinctIds(message.tool_calls, attempt.step), offered))
    if (verdict?.end === 'repeated') return answer(attempt, verdict.last.text, 'repeated_call')
    if (verdict?.end === 'errors') return failure(attempt, tooManyErrors(verdict.last))
  }
  return failure(attempt, { code: 'STEP_LIMIT', message: `No answer after ${attempt.steps} steps.`, retryable: false })
}

const LAST_STEP = 'This is your last step. Call no more tools: answer now with what you have, and say what is missing.'
const EMPTY_ANSWER: WireError = { code: 'MODEL_BAD_RESPONSE', message: 'The model answered with an empty message twice.', retryable: true }

function startAttempt(request: TaskRequest, host: CapsuleHost): Attempt {
  const state: AttemptState = { toolCalls: 0, toolErrors: 0, evidence: undefined, artifacts: new Map(), memories: [] }
  return { request, host, transcript: createTranscript(request), state, steps: request.limits.steps || DEFAULT_STEPS, step: 0 }
}

async function runStep(
  attempt: Attempt,
  content: string,
  calls: readonly ModelToolCall[],
  offered: readonly string[],
): Promise<CallOutcome[]> {
  const { request, host, transcript, state } = attempt
  const reason = content.trim().slice(0, REASON_CHARACTERS)
  if (reason !== '') host.progress(reason)
  transcript.addAnswer(content, calls)
  const outcomes = await runCalls(calls, { host, tools: request.tools, offered, maxToolCalls: request.limits.tool_calls, state, reason })
  transcript.addResults(outcomes)
  return outcomes
}

// Some servers number the calls of each message from zero, or give no ids: a result must find its call.
function distinctIds(calls: readonly ModelToolCall[], step: number): ModelToolCall[] {
  const ids = new Set(calls.map((call) => call.id))
  return ids.size === calls.length && !ids.has('') ? [...calls] : calls.map((call, index) => ({ ...call, id: `call_${step}_${index}` }))
}

function tooManyErrors({ call, error }: CallOutcome): WireError {
  const last = error ?? { code: 'TOOL_FAILED', message: `${call.name} failed.`, retryable: false }
  return { ...last, message: `Four steps in a row failed. The last one, ${call.name}: ${last.message}` }
}

async function answer(attempt: Attempt, text: string, endedBy: string): Promise<AgentResponse> {
  const typed = await typedAnswer(text, attempt)
  return typed.ok ? { ...response(attempt, endedBy), status: 'ok', result: typed.result } : failure(attempt, typed.error)
}

function failure(attempt: Attempt, error: WireError | undefined): AgentResponse {
  const { code, message } = error ?? { code: 'MODEL_BAD_RESPONSE', message: 'The model call failed without a reason.' }
  return { ...response(attempt, 'error'), error_code: code, error_message: message }
}

function response({ state, step, steps }: Attempt, endedBy: string): AgentResponse {
  return {
    type: 'agent_response',
    status: 'error',
    result: null,
    artifacts: [...state.artifacts.values()],
    memory_updates: state.memories,
    metrics: { steps: Math.min(step, steps), tool_calls: state.toolCalls, tool_errors: state.toolErrors, ended_by: endedBy },
  }
}
