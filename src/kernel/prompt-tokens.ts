import { estimateTokens } from './estimate-tokens.ts'

export interface Prompt {
  readonly messages: object
  readonly tools: object
  readonly response_schema?: object
}

const known = new WeakMap<Prompt, number>()

/** About how many tokens a request is to its model: window, budget and fallback ask, and a long prompt is counted once. */
export function promptTokens(prompt: Prompt): number {
  const tokens = known.get(prompt) ?? estimateTokens(JSON.stringify([prompt.messages, prompt.tools, prompt.response_schema ?? null]))
  known.set(prompt, tokens)
  return tokens
}
