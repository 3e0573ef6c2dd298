import type { Usage } from '../../protocol/messages.ts'
import type { TokenRates } from '../chat-model.ts'

/** US dollars for a million tokens. */
export interface PriceTier {
  /** The longest prompt that it holds for, in tokens; null: any. */
  readonly up_to: number | null
  readonly input: number
  /** Tokens of the prompt that the provider had in its cache; null: not known. */
  readonly cached: number | null
  /** Tokens of the prompt that it put there; null: not known. */
  readonly cache_write: number | null
  readonly output: number
}

export interface ModelPrice {
  /** The shortest prompts first. A longer prompt than the last tier holds for has no known price. */
  readonly tiers: readonly PriceTier[]
  /** Day of the list, YYYY-MM-DD; null when who wrote it did not say. */
  readonly as_of: string | null
  readonly source: string
}

/** US dollars of a call, or null: what is not known is never 0. */
export function costOf(price: ModelPrice | null, usage: Usage | undefined): number | null {
  if (price === null || usage === undefined) return null
  const tier = price.tiers.find(({ up_to }) => up_to === null || usage.input_tokens <= up_to)
  if (tier === undefined) return null
  const cached = Math.min(usage.cached_tokens ?? 0, usage.input_tokens)
  const written = Math.min(usage.cache_write_tokens ?? 0, usage.input_tokens - cached)
  const parts = [
    product(usage.input_tokens - cached - written, tier.input),
    product(cached, tier.cached),
    product(written, tier.cache_write),
    product(usage.output_tokens, tier.output),
  ]
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

/** What a token may cost at most, in US dollars. */
export function dearest({ tiers }: ModelPrice): TokenRates {
  const inputs = tiers.flatMap((tier) => [tier.input, tier.cached ?? 0, tier.cache_write ?? 0])
  return { input: Math.max(...inputs) / MILLION, output: Math.max(...tiers.map((tier) => tier.output)) / MILLION }
}

const MILLION = 1_000_000

function product(tokens: number, price: number | null): number | null {
  if (tokens === 0) return 0
  return price === null ? null : (tokens * price) / MILLION
}
