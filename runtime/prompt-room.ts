import { estimateTokens } from '../src/kernel/estimate-tokens.ts'
import type { TaskRequest } from '../src/protocol/messages.ts'
import { wireBytes } from './transcript-text.ts'

/** About 50 000 tokens of English: what a step may cost at most, whatever the window; and it fits one line of the wire. */
const BUDGET_BYTES = 200_000
const MAX_ANSWER_TOKENS = 8192
const OWN_TOOLS_TOKENS = 500
// An estimate is low at times; what the model counted is nearly right for what follows.
const UNSURE = 1.15
const SURE = 1.05
const BYTES_PER_TOKEN = 3

export interface PromptSize {
  readonly bytes: number
  /** Estimated. */
  readonly tokens: number
}

/** What a prompt may hold: bytes, for the bill and the wire; tokens, for the window of the model, whose way of counting is learned from what it reports. */
export interface PromptRoom {
  /** Whether a prompt fits into this part of the room (1: all of it). */
  fits(size: PromptSize, part?: number): boolean
  /** Bytes of so large a part of the room, about. */
  bytes(part: number): number
  /** Whether the window of the model is passed for sure: there is no use in asking. */
  overflows(size: PromptSize): boolean
  /** The model counted so many tokens for a prompt of this size. */
  learn(size: PromptSize, counted: number): void
  /** The room is half of what was too much. */
  halve(size: PromptSize): void
}

export function createPromptRoom({ limits, tools }: Pick<TaskRequest, 'limits' | 'tools'>): PromptRoom {
  const schemas = OWN_TOOLS_TOKENS + estimateTokens(JSON.stringify(tools))
  let bytes = Math.min(BUDGET_BYTES, Math.floor(limits.line_bytes * 0.6) || BUDGET_BYTES)
  let tokens = windowOf(limits.context_tokens)
  let factor = UNSURE
  const counted = (size: PromptSize): number => (size.tokens + schemas) * factor
  return {
    fits: (size, part = 1) => size.bytes <= bytes * part && counted(size) <= tokens * part,
    bytes: (part) => Math.floor(Math.min(bytes, Math.max(0, tokens - schemas) * BYTES_PER_TOKEN) * part),
    overflows: (size) => counted(size) > tokens,
    learn: (size, inputTokens) => {
      if (inputTokens > 0) factor = Math.min(4, Math.max(0.4, (inputTokens / (size.tokens + schemas)) * SURE))
    },
    halve: (size) => {
      bytes = Math.floor(size.bytes / 2)
      tokens = Math.min(tokens, counted(size) / 2)
    },
  }
}

// The answer stands in the same window.
function windowOf(context: number | undefined): number {
  return context === undefined ? Number.POSITIVE_INFINITY : context - Math.min(MAX_ANSWER_TOKENS, Math.floor(context / 4))
}

export function sizeOfPrompt(message: unknown): PromptSize {
  return { bytes: wireBytes(message), tokens: estimateTokens(JSON.stringify(message)) }
}
