import * as z from 'zod/mini'
import type { ModelToolCall, Usage } from '../../protocol/messages.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import { parseCallArgs } from '../wire/parse-call-args.ts'
import type { FinishReason, WireReply } from '../wire/provider-wire.ts'
import { tokenCount } from '../wire/token-count.ts'

const text = z.optional(z.nullable(z.string()))
const callDelta = z.object({
  index: z.optional(z.nullable(z.number())),
  id: text,
  function: z.optional(
    z.nullable(z.object({ name: text, arguments: z.optional(z.union([z.null(), z.string(), z.record(z.string(), z.json())])) })),
  ),
})
const chunkSchema = z.object({
  choices: z.array(
    z.object({
      index: z.optional(z.number()),
      delta: z.optional(z.nullable(z.object({ content: text, refusal: text, tool_calls: z.optional(z.nullable(z.array(callDelta))) }))),
      finish_reason: text,
    }),
  ),
  usage: z.optional(
    z.nullable(
      z.object({
        prompt_tokens: z.optional(z.number()),
        completion_tokens: z.optional(z.number()),
        prompt_tokens_details: z.optional(z.nullable(z.object({ cached_tokens: z.optional(z.nullable(z.number())) }))),
      }),
    ),
  ),
})

type Chunk = z.infer<typeof chunkSchema>
type CallDelta = z.infer<typeof callDelta>

/** Puts the chunks of a streamed completion together. A stream that ends without a finish reason is half an answer, and an error. */
export async function collectReply(chunks: AsyncIterable<unknown>, onText: (piece: string) => void): Promise<WireReply> {
  const pieces: string[] = []
  const refusals: string[] = []
  const calls = createCallCollector()
  let finish = ''
  let usage: Usage | undefined
  for await (const raw of chunks) {
    const chunk = parseChunk(raw)
    const choice = chunk.choices[0]
    const piece = choice?.delta?.content ?? ''
    pieces.push(piece)
    if (piece !== '') onText(piece)
    refusals.push(choice?.delta?.refusal ?? '')
    for (const delta of choice?.delta?.tool_calls ?? []) calls.add(delta)
    finish = choice?.finish_reason ?? finish
    usage = readUsage(chunk) ?? usage
  }
  if (finish === '') throw new WireGarbage('ended its answer in the middle', true)
  const note = refusals.join('')
  return { content: pieces.join(''), tool_calls: calls.all(), finish: note === '' ? finishOf(finish) : 'refused', note, usage }
}

function finishOf(reason: string): FinishReason {
  if (reason === 'content_filter') return 'filtered'
  return reason === 'length' ? 'cut' : 'done'
}

function parseChunk(raw: unknown): Chunk {
  const parsed = chunkSchema.safeParse(raw)
  if (!parsed.success) throw new WireGarbage('answered with JSON that is not a chat completion', false)
  return parsed.data
}

function readUsage({ usage }: Chunk): Usage | undefined {
  if (usage?.prompt_tokens === undefined || usage.completion_tokens === undefined) return undefined
  const cached = usage.prompt_tokens_details?.cached_tokens
  return {
    input_tokens: tokenCount(usage.prompt_tokens),
    output_tokens: tokenCount(usage.completion_tokens),
    ...(typeof cached === 'number' && { cached_tokens: tokenCount(cached) }),
  }
}

// Pieces of a call share an index; servers that give none start a call with each new id.
function createCallCollector(): { add(delta: CallDelta): void; all(): ModelToolCall[] } {
  const calls: { index: number | undefined; id: string; name: string; args: string[] }[] = []
  function find(delta: CallDelta): (typeof calls)[number] | undefined {
    if (typeof delta.index === 'number')
      return calls.findLast((call) => call.index === delta.index && (!delta.id || !call.id || call.id === delta.id))
    return delta.id ? calls.find((call) => call.id === delta.id) : calls.at(-1)
  }
  function add(delta: CallDelta): void {
    let call = find(delta)
    if (call === undefined) {
      call = { index: delta.index ?? undefined, id: '', name: '', args: [] }
      calls.push(call)
    }
    call.id ||= delta.id ?? ''
    call.name += delta.function?.name ?? ''
    const args = delta.function?.arguments ?? ''
    call.args.push(typeof args === 'string' ? args : JSON.stringify(args))
  }
  return {
    add,
    all: () => calls.map((call, index) => ({ id: call.id || `call_${index}`, name: call.name, args: parseCallArgs(call.args.join('')) })),
  }
}
