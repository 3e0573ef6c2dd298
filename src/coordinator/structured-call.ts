import type * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import { type Json, type JsonObject, tryParseJson } from '../kernel/json.ts'
import type { ModelRequest } from '../models/chat-model.ts'
import { describeIssues } from '../protocol/describe-issues.ts'
import type { JournaledModelCall } from './ports.ts'

export interface StructuredRequest<T> {
  readonly purpose: string
  readonly messages: ModelRequest['messages']
  /** Name and JSON Schema of the answer. */
  readonly response_schema: { readonly name: string; readonly schema: JsonObject }
  readonly schema: z.ZodMiniType<T>
  /** What is wrong with an answer that has the right shape, in words that the model can act on; empty: nothing. */
  readonly problems?: (answer: T) => readonly string[]
}

/** A structured answer: checked, sent back once with what is wrong with it, and then MODEL_BAD_RESPONSE. */
export async function structuredCall<T>(call: JournaledModelCall, request: StructuredRequest<T>): Promise<T> {
  const { purpose, messages, response_schema } = request
  const first = await call(purpose, { messages, tools: [], response_schema })
  const read = readAnswer(first.content, request)
  if ('answer' in read) return read.answer
  const second = await call(`${purpose}.repair`, {
    messages: repairMessages(messages, first.content, read.problems),
    tools: [],
    response_schema,
  })
  const repaired = readAnswer(second.content, request)
  if ('answer' in repaired) return repaired.answer
  const what = `${second.provider} (${second.model}) gave a wrong '${response_schema.name}' twice: ${repaired.problems.join('; ')}`
  throw new ClawError('MODEL_BAD_RESPONSE', what.slice(0, MESSAGE_LENGTH), { data: { provider: second.provider, model: second.model } })
}

const MESSAGE_LENGTH = 500

type Read<T> = { readonly answer: T } | { readonly problems: readonly string[] }

function readAnswer<T>(content: string, { schema, problems }: StructuredRequest<T>): Read<T> {
  const parsed = tryParseJson(content)
  if (!parsed.ok) return { problems: ['it is not JSON'] }
  const answer = schema.safeParse(parsed.value satisfies Json)
  if (!answer.success) return { problems: [describeIssues(answer.error.issues, 'the answer')] }
  const found = problems?.(answer.data) ?? []
  return found.length === 0 ? { answer: answer.data } : { problems: found }
}

function repairMessages(before: ModelRequest['messages'], content: string, problems: readonly string[]): ModelRequest['messages'] {
  const told = `This answer cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nAnswer again, with the whole answer, corrected.`
  return [...before, { role: 'assistant', content }, { role: 'user', content: told }]
}
