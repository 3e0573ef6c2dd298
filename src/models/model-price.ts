import type { Usage } from '../protocol/messages.ts'
import { isOpenAiHost } from './is-openai-host.ts'

interface Price {
  readonly input: number
  readonly cached: number
  readonly output: number
}

/** US dollars for a million tokens, standard tier, as of 2025-08-07. */
const OPENAI_PRICES: Readonly<Record<string, Price>> = {
  'gpt-4o-mini': { input: 0.15, cached: 0.075, output: 0.6 },
  'gpt-4o': { input: 2.5, cached: 1.25, output: 10 },
  'gpt-4.1': { input: 2, cached: 0.5, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cached: 0.1, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, cached: 0.025, output: 0.4 },
  'o4-mini': { input: 1.1, cached: 0.275, output: 4.4 },
  o3: { input: 2, cached: 0.5, output: 8 },
  'gpt-5': { input: 1.25, cached: 0.125, output: 10 },
  'gpt-5-mini': { input: 0.25, cached: 0.025, output: 2 },
  'gpt-5-nano': { input: 0.05, cached: 0.005, output: 0.4 },
}

/** US dollars of a call, or null: another server than the provider's own, an unlisted model or no usage means unknown, never 0. */
export function modelCost(call: { baseUrl: string; model: string; usage: Usage | undefined }): number | null {
  const price = isOpenAiHost(call.baseUrl) ? priceOf(call.model) : undefined
  if (price === undefined || call.usage === undefined) return null
  const cached = Math.min(call.usage.cached_tokens ?? 0, call.usage.input_tokens)
  const fresh = call.usage.input_tokens - cached
  return (fresh * price.input + cached * price.cached + call.usage.output_tokens * price.output) / 1_000_000
}

// Dated snapshots cost what their model costs.
function priceOf(model: string): Price | undefined {
  const name = model.replace(/-\d{4}-\d{2}-\d{2}$/, '')
  return Object.hasOwn(OPENAI_PRICES, name) ? OPENAI_PRICES[name] : undefined
}
