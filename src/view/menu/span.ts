/** What a piece of text means. Its colour follows from that and is never the only sign: a word or a mark says the same. */
export type Meaning = 'plain' | 'strong' | 'dim' | 'good' | 'bad' | 'warn' | 'accent'

/** A piece of one line. The text is visible characters alone (src/view/shown-text.ts), without a newline. */
export interface Span {
  readonly text: string
  readonly as: Meaning
}

export type Line = readonly Span[]

export function span(text: string, as: Meaning = 'plain'): Span {
  return { text, as }
}

export function line(...parts: readonly (string | Span)[]): Line {
  return parts.map((part) => (typeof part === 'string' ? span(part) : part))
}

export function plainText(of: Line): string {
  return of.map(({ text }) => text).join('')
}
