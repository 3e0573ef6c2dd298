import type { PromptSize } from './prompt-size.ts'
import type { OllamaWindow } from './read-window.ts'

/** How much of the window a prompt takes, in words: it is longer than the window, or was cut to it. */
export interface Overflow {
  readonly what: string
  readonly prompt_tokens?: number
  readonly context_tokens: number
}

/** Before the call: what cannot fit, or what a server that cuts without a word might cut. */
export function overflowBefore(size: PromptSize, { tokens, refuses }: OllamaWindow): Overflow | undefined {
  const needed = refuses ? size.least : size.most
  if (needed <= tokens) return undefined
  const doubt = refuses ? 'at least' : 'up to'
  const why = refuses ? '' : ' (this Ollama would cut it without a word; 0.12.6 and later can refuse)'
  return {
    what: `was not asked: the prompt has ${doubt} ${needed} tokens, and the context window is ${tokens}${why}`,
    context_tokens: tokens,
  }
}

export interface ReadCounts {
  /** `prompt_eval_count`; undefined where the server left it out, as old ones do for a prompt in their cache. */
  readonly prompt: number | undefined
  /** The server told how much of it was cached: then the count is of the whole prompt. */
  readonly cached: number | undefined
  readonly answer: number
  readonly endedByLength: boolean
}

// An answer that had less room than this was cut by the prompt, not by its own length.
const LEAST_ROOM = 1024

/**
 * After the call: whether the counts show a prompt that was cut. A cut to the window counts exactly as many tokens as the window has; other cuts count
 * fewer than the text can be, which proves something only where the count includes the cache. More than the window: this server keeps to none.
 */
export function overflowAfter(
  counts: ReadCounts,
  { size, window, maxTokens }: { size: PromptSize; window: OllamaWindow; maxTokens: number | undefined },
): Overflow | undefined {
  const { prompt, cached, answer } = counts
  const { tokens } = window
  if (prompt === undefined || prompt > tokens) return undefined
  const told = (what: string): Overflow => ({ what, prompt_tokens: prompt, context_tokens: tokens })
  if (prompt >= tokens - 1) return told(`cut the prompt: all ${tokens} tokens of the context window were taken by it`)
  const whole = window.countsAll || cached !== undefined
  if (whole && size.most > tokens && prompt < (isHalf(prompt, tokens) ? size.likely : size.least)) {
    return told(`cut the prompt: ${prompt} tokens of it were read, in a context window of ${tokens}`)
  }
  if (!window.refuses && prompt + answer > tokens + 1)
    return told(`pushed the prompt out of the context window of ${tokens} tokens while it answered`)
  const full = counts.endedByLength && prompt + answer >= tokens - 1 && answer !== maxTokens
  if (full && tokens - prompt < LEAST_ROOM)
    return told(`had only ${tokens - prompt} tokens of the context window of ${tokens} left for the answer`)
  return undefined
}

// Since 0.30 a prompt that is too long is cut to half of the window beyond the tokens that are kept of its beginning: four, or five with a begin mark.
function isHalf(prompt: number, tokens: number): boolean {
  return [4, 5].some((kept) => prompt === tokens - Math.floor((tokens - kept) / 2))
}
