import type { Config } from '../config/config.ts'
import { systemClock } from '../kernel/clock.ts'
import type { ChatModel } from '../models/chat-model.ts'

const MAX_RETRIES = 3

/** The configured model, or null for the rules engine. Its client is loaded only here. */
export async function openModel(config: Config): Promise<ChatModel | null> {
  if (config.provider === 'rules' || config.model === null) return null
  const { createOpenAiModel } = await import('../models/openai-model.ts')
  const { withCircuitBreaker } = await import('../models/with-circuit-breaker.ts')
  const model = createOpenAiModel({
    apiKey: config.apiKey,
    baseUrl: config.baseUrl,
    model: config.model,
    timeoutMs: config.llmTimeoutMs,
    provider: 'openai',
    clock: systemClock,
    maxRetries: MAX_RETRIES,
  })
  return withCircuitBreaker(model, { ...config.circuitBreaker, clock: systemClock })
}
