import * as z from 'zod/mini'
import type { ModelToolCall, Usage } from '../../protocol/messages.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import { parseCallArgs } from '../wire/parse-call-args.ts'
import type { WireReply } from '../wire/provider-wire.ts'
import { tokenCount } from '../wire/token-count.ts'
import { makeCallId } from './call-id.ts'
import { type GeminiEnd, readEnd } from './read-end.ts'

// A server in between may write null for what is not there.
const maybe = <T extends z.ZodMiniType>(schema: T) => z.optional(z.nullable(schema))
const text = maybe(z.string())
const count = maybe(z.number())
const partSchema = z.object({
  text,
  /** What the model thought: no part of its answer. */
  thought: maybe(z.boolean()),
  thoughtSignature: text,
  functionCall: maybe(z.object({ id: text, name: z.string(), args: z.unknown() })),
})
const candidateSchema = z.object({
  content: maybe(z.object({ parts: maybe(z.array(partSchema)) })),
  finishReason: text,
  finishMessage: text,
})
const responseSchema = z.object({
  candidates: maybe(z.array(candidateSchema)),
  promptFeedback: maybe(z.object({ blockReason: text, blockReasonMessage: text })),
  usageMetadata: maybe(
    z.object({
      promptTokenCount: count,
      toolUsePromptTokenCount: count,
      candidatesTokenCount: count,
      thoughtsTokenCount: count,
      cachedContentTokenCount: count,
    }),
  ),
})

type Response = z.infer<typeof responseSchema>
type Part = z.infer<typeof partSchema>

/** Puts the pieces of a streamed answer together. Throws WireGarbage for what is no piece of one, and for an answer without an end or with one that makes it none. */
export async function collectReply(pieces: AsyncIterable<unknown>, onText: (piece: string) => void): Promise<WireReply> {
  const texts: string[] = []
  const calls: ModelToolCall[] = []
  let end: GeminiEnd | undefined
  let usage: Usage | undefined
  for await (const piece of pieces) {
    const response = parseResponse(piece)
    const candidate = response.candidates?.[0]
    for (const part of candidate?.content?.parts ?? []) {
      if (part.functionCall) calls.push(toCall(part.functionCall, part.thoughtSignature))
      if (part.thought || !part.text) continue
      texts.push(part.text)
      onText(part.text)
    }
    end = readEnd({ ...candidate, ...response.promptFeedback }) ?? end
    usage = readUsage(response) ?? usage
  }
  if (end === undefined) throw new WireGarbage('ended its answer in the middle', true)
  if ('garbage' in end) throw end.garbage
  return { content: texts.join(''), tool_calls: calls, ...end, usage }
}

function parseResponse(piece: unknown): Response {
  const parsed = responseSchema.safeParse(piece)
  const known = parsed.success && (parsed.data.candidates ?? parsed.data.promptFeedback ?? parsed.data.usageMetadata)
  if (!parsed.success || !known) throw new WireGarbage('answered with JSON that is not an answer of Gemini', false)
  return parsed.data
}

function toCall({ id, name, args }: NonNullable<Part['functionCall']>, signature: Part['thoughtSignature']): ModelToolCall {
  return { id: id || makeCallId(), name, args: parseCallArgs(JSON.stringify(args ?? {})), ...(signature && { signature }) }
}

// Thoughts are paid like the answer. A blocked answer has no count of its own.
function readUsage({ usageMetadata: usage }: Response): Usage | undefined {
  if (typeof usage?.promptTokenCount !== 'number') return undefined
  const cached = usage.cachedContentTokenCount
  return {
    input_tokens: tokenCount(usage.promptTokenCount + (usage.toolUsePromptTokenCount ?? 0)),
    output_tokens: tokenCount((usage.candidatesTokenCount ?? 0) + (usage.thoughtsTokenCount ?? 0)),
    ...(typeof cached === 'number' && { cached_tokens: tokenCount(cached) }),
  }
}
