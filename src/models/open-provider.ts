import type { ChatModel } from './chat-model.ts'
import { createProviderModel, type ProviderModelOptions } from './create-provider-model.ts'
import { createPriceBook, type PriceBook } from './prices/price-book.ts'
import type { CreateWire } from './wire/provider-wire.ts'

export interface ProviderChoice {
  readonly provider: ModelProvider
  readonly model: string
  readonly apiKey: string | null
  /** null for the provider's own address. */
  readonly baseUrl: string | null
  readonly timeoutMs: number
  /** For providers whose models can be run with more or less context; null or absent: as they choose. */
  readonly contextTokens?: number | null
}

interface ProviderEntry {
  readonly baseUrl: string
  /** The adapter, and with it the provider's package: loaded when it is used. */
  readonly wire: () => Promise<CreateWire>
}

const PROVIDERS = {
  claude: { baseUrl: 'https://api.anthropic.com', wire: async () => (await import('./anthropic/anthropic-wire.ts')).createAnthropicWire },
  openai: { baseUrl: 'https://api.openai.com/v1', wire: async () => (await import('./openai/openai-wire.ts')).createOpenAiWire },
  gemini: {
    baseUrl: 'https://generativelanguage.googleapis.com',
    wire: async () => (await import('./gemini/gemini-wire.ts')).createGeminiWire,
  },
  ollama: { baseUrl: 'http://127.0.0.1:11434', wire: async () => (await import('./ollama/ollama-wire.ts')).createOllamaWire },
} as const satisfies Record<string, ProviderEntry>

export type ModelProvider = keyof typeof PROVIDERS

/** The address that a provider is asked at unless another one is set. */
export function providerAddress(provider: ModelProvider): string {
  return PROVIDERS[provider].baseUrl
}

type OpenProviderOptions = Pick<ProviderModelOptions, 'clock' | 'random' | 'sleep'> & {
  readonly maxRetries?: number
  /** The providers' own lists alone when absent. */
  readonly prices?: PriceBook
}

const MAX_RETRIES = 3

/** The model of a provider, ready to be asked. */
export async function openProvider(
  choice: ProviderChoice,
  { prices = createPriceBook(), ...options }: OpenProviderOptions,
): Promise<ChatModel> {
  const { provider, model, apiKey, timeoutMs, contextTokens = null } = choice
  const entry = PROVIDERS[provider]
  const endpoint = { baseUrl: (choice.baseUrl ?? entry.baseUrl).replace(/\/+$/, ''), apiKey, model, timeoutMs, contextTokens }
  const createWire = await entry.wire()
  const price = prices.priceOf({ provider, model, baseUrl: endpoint.baseUrl })
  return createProviderModel({ maxRetries: MAX_RETRIES, ...options, provider, endpoint, price, wire: createWire(endpoint) })
}
