import * as z from 'zod/mini'
import { ClawError } from '../../kernel/claw-error.ts'
import type { ModelToolCall } from '../../protocol/messages.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import { parseCallArgs } from '../wire/parse-call-args.ts'
import type { FinishReason, WireReply } from '../wire/provider-wire.ts'

const text = z.optional(z.nullable(z.string()))
const chunkSchema = z.object({
  content: z.union([z.string(), z.array(z.object({ type: z.string(), text }))]),
  tool_call_chunks: z.optional(z.array(z.object({ index: z.optional(z.number()), id: text, name: text, args: text }))),
  additional_kwargs: z.object({
    stop_reason: text,
    stop_details: z.optional(z.nullable(z.object({ category: text, explanation: text }))),
  }),
})

type Chunk = z.infer<typeof chunkSchema>

interface CollectOptions {
  readonly onText: (piece: string) => void
  /** The tool whose arguments are the answer. */
  readonly answerTool: string | undefined
}

/** Puts the chunks of a streamed message together. A stream that ends without a reason to stop is half an answer, and an error. */
export async function collectMessage(
  chunks: AsyncIterable<unknown>,
  { onText, answerTool }: CollectOptions,
): Promise<Omit<WireReply, 'usage'>> {
  const pieces: string[] = []
  const calls = new Map<number, { id: string; name: string; args: string }>()
  let stop: Chunk['additional_kwargs'] = {}
  for await (const raw of chunks) {
    const chunk = parseChunk(raw)
    const piece = textOf(chunk)
    pieces.push(piece)
    if (piece !== '') onText(piece)
    for (const { index = 0, id, name, args } of chunk.tool_call_chunks ?? []) {
      const call = calls.get(index) ?? { id: '', name: '', args: '' }
      calls.set(index, { id: call.id + (id ?? ''), name: call.name + (name ?? ''), args: call.args + (args ?? '') })
    }
    if (chunk.additional_kwargs.stop_reason) stop = chunk.additional_kwargs
  }
  if (!stop.stop_reason) throw new WireGarbage('ended its answer in the middle', true)
  const all = [...calls.values()]
  const answer = all.find(({ name }) => name === answerTool)
  const reply = {
    content: answer === undefined ? pieces.join('') : answer.args || '{}',
    tool_calls: all.filter((call) => call !== answer).map(toToolCall),
  }
  return { ...reply, finish: finishOf(stop.stop_reason, reply), note: stop.stop_details?.explanation ?? stop.stop_details?.category ?? '' }
}

function parseChunk(raw: unknown): Chunk {
  const parsed = chunkSchema.safeParse(raw)
  if (!parsed.success) throw new WireGarbage('answered with events that make no message', false)
  return parsed.data
}

function textOf({ content }: Chunk): string {
  if (typeof content === 'string') return content
  return content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('')
}

function toToolCall({ id, name, args }: { id: string; name: string; args: string }): ModelToolCall {
  return { id, name, args: parseCallArgs(args) }
}

function finishOf(reason: string, reply: Pick<WireReply, 'content' | 'tool_calls'>): FinishReason {
  switch (reason) {
    case 'refusal':
      return 'refused'
    case 'max_tokens':
    case 'pause_turn':
      return 'cut'
    case 'model_context_window_exceeded':
      if (reply.content === '' || reply.tool_calls.length > 0) throw windowFull()
      return 'cut'
    default:
      return 'done'
  }
}

function windowFull(): ClawError {
  return new ClawError('MODEL_CONTEXT_LENGTH', 'The prompt left no room for an answer in the context window of the model.')
}
