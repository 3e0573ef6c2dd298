import { findPhrase } from '../clause.ts'
import { type SlotParser, span } from './slot-match.ts'

/** One of the values that the recipe names, by the phrases that mean it. Two different values in one clause are no choice at all. */
export const parseChoice: SlotParser = (clause, taken, slot) => {
  const said = Object.entries(slot.choices ?? {}).flatMap(([value, phrases]) => {
    const spans = phrases
      .toSorted((a, b) => b.length - a.length)
      .flatMap((phrase) => findPhrase(clause, phrase, slot.peek ? undefined : taken) ?? [])
    return spans.length > 0 ? [{ value, spans }] : []
  })
  const longest = said.toSorted((a, b) => width(b.spans) - width(a.spans))
  const [best, second] = longest
  if (!best || (second && !covers(best.spans, second.spans))) return undefined
  return { value: best.value, used: slot.peek ? [] : best.spans.flatMap((found) => span(found.at, found.at + found.length)) }
}

interface Span {
  readonly at: number
  readonly length: number
}

function width(spans: readonly Span[]): number {
  return Math.max(...spans.map((found) => found.length))
}

function covers(outer: readonly Span[], inner: readonly Span[]): boolean {
  return inner.every((small) => outer.some((big) => big.at <= small.at && small.at + small.length <= big.at + big.length))
}
