import * as z from 'zod/mini'
import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { WireGarbage } from '../wire/http-failure.ts'

/** An `{"error": ...}` line after the answer had begun. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}

const text = z.optional(z.nullable(z.string()))
const count = z.optional(z.nullable(z.number()))
const callSchema = z.looseObject({
  function: z.looseObject({ name: z.string(), arguments: z.optional(z.unknown()) }),
})
const lineSchema = z.looseObject({
  message: z.optional(
    z.nullable(z.looseObject({ content: text, thinking: text, tool_calls: z.optional(z.nullable(z.array(callSchema))) })),
  ),
  done: z.optional(z.boolean()),
  done_reason: text,
  prompt_eval_count: count,
  prompt_eval_cached_count: count,
  eval_count: count,
})

const MAX_ERROR = 300
const MAX_LINE = 4 * 1024 * 1024

/** Lets only whole, well-formed lines of an answer through: the client would print a bad one and go on without it. */
export function checkedLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  let rest = ''
  let done = false
  function pass(line: string, controller: TransformStreamDefaultController<Uint8Array>): void {
    if (done || line.trim() === '') return
    const checked = checkLine(line)
    done = checked['done'] === true
    controller.enqueue(encoder.encode(`${JSON.stringify(checked)}\n`))
  }
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) pass(line, controller)
      if (rest.length > MAX_LINE) throw new WireGarbage(`answered with a line of more than ${MAX_LINE} characters`, false)
    },
    flush(controller) {
      pass(rest + decoder.decode(), controller)
      if (!done) throw new WireGarbage('ended its answer in the middle', true)
    },
  })
}

function checkLine(line: string): JsonObject {
  const parsed = tryParseJson(line)
  if (!parsed.ok) throw new WireGarbage('answered with a stream that is not JSON', true)
  const error = isJsonObject(parsed.value) ? parsed.value['error'] : undefined
  if (error !== undefined && error !== null) throw new BrokenAnswer(visibleLine(errorText(error)).slice(0, MAX_ERROR))
  const checked = lineSchema.safeParse(parsed.value)
  if (!checked.success || (checked.data.message == null && checked.data.done !== true)) {
    throw new WireGarbage('answered with JSON that is not a chat answer', false)
  }
  const { message, ...others } = checked.data
  return { ...others, message: { ...message, content: message?.content ?? '', tool_calls: message?.tool_calls ?? [] } } as JsonObject
}

function errorText(error: unknown): string {
  return typeof error === 'string' ? error : JSON.stringify(error)
}
