import type { ErrorDocument } from '../protocol/run.ts'

/** What claw shows of models and providers; no key is ever in it. */
export interface ModelRow {
  readonly id: string
  /** Tokens; null: not known. */
  readonly context_tokens: number | null
  /** US dollars for a million tokens of the shorter prompts, and the day of the price list; null: not known. */
  readonly price: { readonly input: number; readonly output: number; readonly as_of: string | null } | null
  readonly in_use: boolean
}

export interface LocalServerRow {
  readonly name: string
  readonly provider: 'ollama' | 'openai'
  readonly base_url: string
  readonly models: readonly string[]
}

/** How a provider was tried without asking for more than is needed. */
export interface ModelTest {
  readonly ok: boolean
  /** `model list`: nothing was asked of the model, and nothing was paid. */
  readonly how: 'model list' | 'call'
  readonly detail: string
  readonly duration_ms: number
  readonly error: ErrorDocument | null
}

/** One ability of a model, tried by a real call. */
export interface ModelTrial {
  readonly what: 'text' | 'tool call' | 'structured output'
  readonly ok: boolean
  readonly detail: string
  readonly duration_ms: number
  readonly input_tokens: number | null
  readonly output_tokens: number | null
  readonly cost_usd: number | null
  readonly error: ErrorDocument | null
}
