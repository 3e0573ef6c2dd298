import type { ChatModel } from '../../src/models/chat-model.ts'
import { createProviderModel, type ProviderModelOptions } from '../../src/models/create-provider-model.ts'
import { providerAddress } from '../../src/models/open-provider.ts'
import { createOpenAiWire } from '../../src/models/openai/openai-wire.ts'

export interface OpenAiModelOptions extends Omit<ProviderModelOptions, 'endpoint' | 'wire' | 'provider'> {
  readonly apiKey: string | null
  readonly baseUrl: string | null
  readonly model: string
  readonly timeoutMs: number
}

export function createOpenAiModel({ apiKey, baseUrl, model, timeoutMs, ...options }: OpenAiModelOptions): ChatModel {
  const endpoint = { baseUrl: baseUrl ?? providerAddress('openai'), apiKey, model, timeoutMs }
  return createProviderModel({ ...options, provider: 'openai', endpoint, wire: createOpenAiWire(endpoint) })
}
