import type { ChatModel } from '../../src/models/chat-model.ts'
import { createProviderModel, type ProviderModelOptions } from '../../src/models/create-provider-model.ts'
import type { CreateWire, WireEndpoint } from '../../src/models/wire/provider-wire.ts'

export interface ProviderModelTestOptions extends Omit<ProviderModelOptions, 'endpoint' | 'wire'>, WireEndpoint {}

/** A provider's wire under everything that the program puts above it. */
export function createTestModel(createWire: CreateWire, options: ProviderModelTestOptions): ChatModel {
  const { baseUrl, apiKey, model, timeoutMs, contextTokens = null, ...rest } = options
  const endpoint = { baseUrl, apiKey, model, timeoutMs, contextTokens }
  return createProviderModel({ ...rest, endpoint, wire: createWire(endpoint) })
}
