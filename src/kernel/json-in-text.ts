import { type Json, tryParseJson } from './json.ts'

/** The JSON in a model's answer: the text itself, the inside of a code fence, or what stands between the outermost braces or brackets. */
export function jsonInText<T extends Json>(text: string, fits: (value: Json) => value is T): T | undefined {
  const fence = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(text)?.[1] ?? ''
  for (const part of [text, fence, between(text, '{', '}'), between(text, '[', ']')]) {
    const parsed = tryParseJson(part)
    if (parsed.ok && fits(parsed.value)) return parsed.value
  }
  return undefined
}

function between(text: string, first: string, last: string): string {
  return text.slice(text.indexOf(first), text.lastIndexOf(last) + 1)
}
