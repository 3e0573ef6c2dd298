import type { ChatModel } from '../../src/models/chat-model.ts'
import { providerAddress } from '../../src/models/open-provider.ts'
import { createOpenAiWire } from '../../src/models/openai/openai-wire.ts'
import { createTestModel, type ProviderModelTestOptions } from './provider-model.ts'

export interface OpenAiModelOptions extends Omit<ProviderModelTestOptions, 'provider' | 'baseUrl'> {
  readonly baseUrl: string | null
}

export function createOpenAiModel(options: OpenAiModelOptions): ChatModel {
  return createTestModel(createOpenAiWire, { ...options, provider: 'openai', baseUrl: options.baseUrl ?? providerAddress('openai') })
}
