import type { PriceTier } from './model-price.ts'

export interface PriceList {
  readonly as_of: string
  readonly source: string
  readonly models: Readonly<Record<string, readonly PriceTier[]>>
}

const ANY = null
type Rates = readonly [input: number, cached: number | null, cache_write: number | null, output: number]

const tier = (up_to: number | null, [input, cached, cache_write, output]: Rates): PriceTier => ({
  up_to,
  input,
  cached,
  cache_write,
  output,
})
const flat = (...rates: Rates): readonly PriceTier[] => [tier(ANY, rates)]
const upTo = (up_to: number, rates: Rates, above: Rates | null): readonly PriceTier[] => [
  tier(up_to, rates),
  ...(above === null ? [] : [tier(ANY, above)]),
]

/**
 * What the providers ask for their own models: US dollars for a million tokens, standard tier, as `[input, cached, cache write, output]`. A model is
 * missing here, or a rate null, where the figure could not be confirmed; `prices.json` of the user says more (docs/MODELS.md).
 */
export const LISTED_PRICES: Readonly<Record<'openai' | 'claude' | 'gemini', PriceList>> = {
  openai: {
    as_of: '2026-10-16',
    source: 'https://developers.openai.com/api/docs/pricing',
    models: {
      'gpt-4o-mini': flat(0.15, 0.075, null, 0.6),
      'gpt-4o': flat(2.5, 1.25, null, 10),
      'gpt-4.1': flat(2, 0.5, null, 8),
      'gpt-4.1-mini': flat(0.4, 0.1, null, 1.6),
      'gpt-4.1-nano': flat(0.1, 0.025, null, 0.4),
      'o4-mini': flat(1.1, 0.275, null, 4.4),
      o3: flat(2, 0.5, null, 8),
      'gpt-5': flat(1.25, 0.125, null, 10),
      'gpt-5-mini': flat(0.25, 0.025, null, 2),
      'gpt-5-nano': flat(0.05, 0.005, null, 0.4),
      'gpt-5.1': flat(1.25, 0.125, null, 10),
      'gpt-5.2': flat(1.75, 0.175, null, 14),
      // Longer prompts cost more, by a tariff of its own.
      'gpt-5.4': upTo(272_000, [2.5, 0.25, null, 15], null),
      'gpt-5.4-mini': upTo(272_000, [0.75, 0.075, null, 4.5], null),
      'gpt-5.5': upTo(272_000, [5, 0.5, null, 30], null),
    },
  },
  claude: {
    as_of: '2026-10-16',
    source: 'https://platform.claude.com/docs/en/about-claude/pricing',
    models: {
      'claude-opus-5-5': flat(4, 0.2, 5, 20),
      'claude-opus-5': flat(5, 0.5, 6.25, 25),
      'claude-opus-4-8': flat(5, 0.5, 6.25, 25),
      'claude-opus-4-7': flat(5, 0.5, 6.25, 25),
      'claude-opus-4-6': flat(5, 0.5, 6.25, 25),
      'claude-opus-4-5': flat(5, 0.5, 6.25, 25),
      'claude-opus-4-1': flat(15, 1.5, 18.75, 75),
      'claude-sonnet-5-5': flat(2, 0.1, 2.5, 10),
      'claude-sonnet-5': flat(2, 0.2, 2.5, 10),
      'claude-sonnet-4-6': upTo(200_000, [3, 0.3, 3.75, 15], null),
      'claude-sonnet-4-5': upTo(200_000, [3, 0.3, 3.75, 15], null),
      'claude-haiku-5-5': upTo(100_000, [0.1, 0.01, 0.125, 0.5], [0.5, 0.05, null, 2.5]),
      'claude-haiku-4-5': flat(1, 0.1, 1.25, 5),
    },
  },
  gemini: {
    as_of: '2026-09-30',
    source: 'https://ai.google.dev/gemini-api/docs/pricing',
    models: {
      'gemini-2.5-pro': upTo(200_000, [1.25, 0.125, null, 10], [2.5, 0.25, null, 15]),
      'gemini-2.5-flash': flat(0.3, 0.03, null, 2.5),
      'gemini-2.5-flash-lite': flat(0.1, 0.01, null, 0.4),
      'gemini-3-flash-preview': flat(0.5, null, null, 3),
      'gemini-3.1-pro-preview': upTo(200_000, [2, null, null, 12], [4, null, null, 18]),
      'gemini-3.1-flash-lite': flat(0.25, null, null, 1.5),
      'gemini-3.5-flash': flat(1.5, null, null, 9),
    },
  },
}
