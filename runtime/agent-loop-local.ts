import type { JsonObject } from '../src/kernel/json.ts'
import { visibleLine } from '../src/kernel/visible-text.ts'
import { type LocalToolName, MEMORY_TEXT_MAX } from '../src/protocol/agent-tools.ts'
import type { MemoryUpdate, ModelToolCall } from '../src/protocol/messages.ts'
import type { CallContext } from './agent-loop-calls.ts'
import { type CallOutcome, failed, refused, succeeded } from './agent-loop-outcome.ts'
import { renderResult } from './transcript-text.ts'

const MAX_QUESTION = 4000
const RECALL_LIMIT = 5
const MAX_MEMORIES = 10
const ID_CHARACTERS = 64
const MEMORY_KINDS: readonly MemoryUpdate['kind'][] = ['fact', 'procedure', 'episode']

/** Turns a call of a tool that only the capsule knows into the intent that it stands for. */
export function runLocalCall(call: ModelToolCall, name: LocalToolName, args: JsonObject, context: CallContext): Promise<CallOutcome> {
  switch (name) {
    case 'ask_user':
      return askUser(call, args, context)
    case 'recall':
      return recall(call, args, context)
    case 'remember':
      return remember(call, args, context)
    case 'delegate':
      return delegate(call, args, context)
    default:
      return name satisfies never
  }
}

async function askUser(call: ModelToolCall, args: JsonObject, { host }: CallContext): Promise<CallOutcome> {
  const question = textOf(args, 'question').slice(0, MAX_QUESTION)
  if (question === '') return refused(call, 'TOOL_BAD_ARGS', "ask_user needs a text 'question'.")
  const options = Array.isArray(args['options']) ? args['options'].filter((option) => typeof option === 'string') : []
  const answer = await host.ask({ type: 'ask_user_intent', question, ...(options.length > 0 && { options }) })
  if (answer.answer !== undefined) return succeeded(call, `The person answers: ${answer.answer}`)
  return succeeded(call, 'Nobody answered. Go on with the most likely assumption and say in your answer that you made it.')
}

async function recall(call: ModelToolCall, args: JsonObject, { host }: CallContext): Promise<CallOutcome> {
  const query = textOf(args, 'query')
  if (query === '') return refused(call, 'TOOL_BAD_ARGS', "recall needs a text 'query'.")
  const { items, provenance } = await host.ask({ type: 'memory_query_intent', query, limit: RECALL_LIMIT })
  if (items.length === 0) return succeeded(call, 'Nothing is remembered about that.')
  const lines = items.map(
    (item) =>
      `- ${item.id} (${[item.kind, item.learned, item.untrusted === true ? 'untrusted' : ''].filter(Boolean).join(', ')}) ${visibleLine(item.text)}`,
  )
  return { ...succeeded(call, lines.join('\n')), provenance }
}

async function remember(call: ModelToolCall, args: JsonObject, { state }: CallContext): Promise<CallOutcome> {
  const kind = MEMORY_KINDS.find((known) => known === args['kind'])
  const text = textOf(args, 'text')
  if (kind === undefined || text === '')
    return refused(call, 'TOOL_BAD_ARGS', `remember needs 'kind' (${MEMORY_KINDS.join(', ')}) and a text 'text'.`)
  if (text.length > MEMORY_TEXT_MAX) return refused(call, 'TOOL_BAD_ARGS', `A memory has at most ${MEMORY_TEXT_MAX} characters.`)
  if (state.evidence === undefined)
    return refused(call, 'TOOL_BAD_ARGS', 'Only what a tool result of this task has shown can be remembered.')
  if (state.memories.length >= MAX_MEMORIES) return refused(call, 'TOOL_LIMIT', `At most ${MAX_MEMORIES} memories a task.`)
  const supersedes = textOf(args, 'supersedes').slice(0, ID_CHARACTERS)
  state.memories.push({ kind, text, evidence: state.evidence, ...(supersedes === '' ? {} : { supersedes }) })
  return succeeded(call, 'Noted.')
}

async function delegate(call: ModelToolCall, args: JsonObject, { host }: CallContext): Promise<CallOutcome> {
  const task = textOf(args, 'task')
  if (task === '') return refused(call, 'TOOL_BAD_ARGS', "delegate needs a text 'task'.")
  const answer = await host.ask({ type: 'delegate_intent', task })
  if (answer.ok) return { ...succeeded(call, renderResult(answer.result ?? null)), provenance: answer.provenance }
  return failed(call, answer.error ?? { code: 'RUN_FAILED', message: 'The other agent failed.', retryable: false })
}

function textOf(args: JsonObject, key: string): string {
  const value = args[key]
  return typeof value === 'string' ? value.trim() : ''
}
