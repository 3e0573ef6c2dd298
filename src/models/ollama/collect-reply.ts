import type { AIMessageChunk } from '@langchain/core/messages'
import { tryParseJson } from '../../kernel/json.ts'
import type { ModelToolCall, Usage } from '../../protocol/messages.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import { parseCallArgs } from '../wire/parse-call-args.ts'
import type { WireReply } from '../wire/provider-wire.ts'
import type { ReadCounts } from './check-window.ts'
import { withoutThoughts } from './without-thoughts.ts'

export interface OllamaReply {
  readonly reply: WireReply
  readonly counts: ReadCounts
}

type Chunk = Pick<AIMessageChunk, 'content' | 'tool_call_chunks' | 'response_metadata'>

/** Puts the chunks of an answer together; what a model thought is no part of it. The chunks come from checked lines: the last one ends the answer. */
export async function collectReply(chunks: AsyncIterable<{ message: unknown }>, onText: (piece: string) => void): Promise<OllamaReply> {
  const filter = withoutThoughts()
  const pieces: string[] = []
  const calls: ModelToolCall[] = []
  let end: Record<string, unknown> = {}
  const tell = (piece: string): void => {
    if (piece === '') return
    pieces.push(piece)
    onText(piece)
  }
  for await (const { message } of chunks) {
    const { content, tool_call_chunks: parts, response_metadata: metadata } = message as Chunk
    tell(filter.add(typeof content === 'string' ? content : ''))
    calls.push(...(parts ?? []).map(({ id, name, args }) => ({ id: id ?? '', name: name ?? '', args: readArgs(args ?? '') })))
    end = metadata
  }
  tell(filter.end())
  const reason = String(end['done_reason'] ?? 'stop')
  if (reason === 'load' || reason === 'unload') throw new WireGarbage(`answered nothing: it told of a model's ${reason}`, true)
  const counts = readCounts(end, reason)
  const finish = reason === 'length' ? 'cut' : 'done'
  return { counts, reply: { content: pieces.join(''), tool_calls: calls, finish, note: '', usage: usageOf(counts) } }
}

// A model that writes its arguments as a text within the JSON is taken at its word.
function readArgs(json: string): ModelToolCall['args'] {
  const parsed = tryParseJson(json)
  return parseCallArgs(parsed.ok && typeof parsed.value === 'string' ? parsed.value : json)
}

function readCounts(end: Record<string, unknown>, reason: string): ReadCounts {
  return {
    prompt: wholeNumber(end['prompt_eval_count']),
    cached: wholeNumber(end['prompt_eval_cached_count']),
    answer: wholeNumber(end['eval_count']) ?? 0,
    endedByLength: reason === 'length',
  }
}

function usageOf({ prompt, cached, answer }: ReadCounts): Usage | undefined {
  if (prompt === undefined) return undefined
  return { input_tokens: prompt, output_tokens: answer, ...(cached !== undefined && { cached_tokens: Math.min(cached, prompt) }) }
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? Math.max(0, Math.round(value)) : undefined
}
