import type { Config } from '../config/config.ts'
import { systemClock } from '../kernel/clock.ts'
import type { ChatModel } from '../models/chat-model.ts'
import { openPrices } from './open-prices.ts'

/** The configured model, or null for the rules engine. Its client is loaded only here. */
export async function openModel({
  provider,
  model: name,
  apiKey,
  baseUrl,
  llmTimeoutMs,
  ollamaNumCtx,
  circuitBreaker,
  userConfigDir,
}: Config): Promise<ChatModel | null> {
  if (provider === 'rules' || name === null) return null
  const [{ openProvider, isModelProvider }, { withCircuitBreaker }, { withKnownLimits }] = await Promise.all([
    import('../models/open-provider.ts'),
    import('../models/with-circuit-breaker.ts'),
    import('../models/with-known-limits.ts'),
  ])
  if (!isModelProvider(provider)) return null
  const contextTokens = provider === 'ollama' ? ollamaNumCtx : null
  const choice = { provider, model: name, apiKey, baseUrl, timeoutMs: llmTimeoutMs, contextTokens }
  const model = await openProvider(choice, { clock: systemClock, prices: openPrices({ userConfigDir }) })
  return withCircuitBreaker(withKnownLimits(model), { ...circuitBreaker, clock: systemClock })
}
