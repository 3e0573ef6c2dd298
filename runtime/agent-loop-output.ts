import type { Json } from '../src/kernel/json.ts'
import type { CapsuleHost } from '../src/protocol/capsule-host.ts'
import type { TaskRequest, WireError } from '../src/protocol/messages.ts'
import { type ReadOutput, readOutput } from '../src/protocol/output.ts'
import { askModel } from './ask-model.ts'
import type { Transcript } from './transcript.ts'

export type TypedAnswer = { readonly ok: true; readonly result: Json } | { readonly ok: false; readonly error: WireError }

export interface AnswerContext {
  readonly request: TaskRequest
  readonly host: CapsuleHost
  readonly transcript: Transcript
}

/** The answer as the plan wants it. One that does not fit is sent back once, with the schema; then it is a failure. */
export async function typedAnswer(text: string, { request, host, transcript }: AnswerContext): Promise<TypedAnswer> {
  const { output } = request
  if (output === undefined) return { ok: true, result: text }
  const first = readOutput(text, output)
  if (first.ok) return { ok: true, result: first.value }
  transcript.addAnswer(text, [])
  transcript.addNote(
    `This answer does not fit: ${first.problem}. Answer with one JSON object of the schema that you were given, and nothing else.`,
  )
  const reply = await askModel({ host, transcript }, { response_schema: output.schema })
  if (reply.message === undefined) return { ok: false, error: reply.error ?? unfit(first) }
  const second = readOutput(reply.message.content, output)
  return second.ok ? { ok: true, result: second.value } : { ok: false, error: unfit(second) }
}

function unfit(read: ReadOutput): WireError {
  const problem = read.ok ? '' : `: ${read.problem}`
  return { code: 'OUTPUT_INVALID', message: `The result does not fit what the plan asks for, twice${problem}.`, retryable: true }
}
