import type { ChatRequest, Completion } from './script.ts'

export interface Filled {
  readonly text: string
  readonly refusal: string | undefined
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string; readonly signature?: string }[]
  readonly finish_reason: string
  /** All tokens of the prompt, those of them that were read from the provider's cache, those written to it, those of the answer, and those of the thoughts beside it. */
  readonly usage: Readonly<Record<'prompt' | 'cached' | 'written' | 'completion' | 'thoughts', number>> | undefined
}

/** Fills in what a script may leave out: ids, finish reason, usage (a token is four characters here), `{{last}}` and `{{task}}`. */
export function fillCompletion(completion: Completion, request: ChatRequest, n: number): Filled {
  const text = completion.json === undefined ? fillText(completion.text ?? '', request) : JSON.stringify(completion.json)
  const calls = (completion.tool_calls ?? []).map((call, index) => ({
    id: call.id ?? `call_${n}_${index}`,
    name: call.name,
    arguments: fillText(typeof call.args === 'string' ? call.args : JSON.stringify(call.args), request, true),
    ...(call.signature !== undefined && { signature: call.signature }),
  }))
  const finish_reason = completion.finish_reason ?? (calls.length > 0 ? 'tool_calls' : 'stop')
  return { text, refusal: completion.refusal, calls, finish_reason, usage: usageOf(completion, request, text + JSON.stringify(calls)) }
}

function fillText(text: string, request: ChatRequest, insideJson = false): string {
  const quoted = (value: string): string => (insideJson ? JSON.stringify(value).slice(1, -1) : value)
  return text
    .replaceAll('{{last}}', () => quoted(request.messages.at(-1)?.content ?? ''))
    .replaceAll('{{task}}', () => quoted(request.messages.find((message) => message.role === 'user')?.content ?? ''))
}

function usageOf({ usage }: Completion, request: ChatRequest, answer: string): Filled['usage'] {
  if (usage === 'none') return undefined
  return {
    prompt: usage?.prompt ?? Math.ceil(JSON.stringify(request.messages).length / 4),
    cached: usage?.cached ?? 0,
    written: usage?.written ?? 0,
    thoughts: usage?.thoughts ?? 0,
    completion: usage?.completion ?? Math.ceil(answer.length / 4),
  }
}

export function splitText(text: string, size: number): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size))
  return parts
}
