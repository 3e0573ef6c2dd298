import type { Config } from '../config/config.ts'
import { type ModelProvider, PROVIDER_SPECS } from '../config/providers.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import type { ProviderGate } from '../models/broker/provider-gate.ts'
import type { ChatModel } from '../models/chat-model.ts'
import { openPrices } from './open-prices.ts'

/** Which model an agent names in its manifest; what it leaves out is as configured. */
export interface NamedModel {
  readonly provider?: string | undefined
  readonly name?: string | undefined
}

/** The models of this process. All runs share them, and with them one queue and one circuit breaker for each provider. */
export interface ModelSource {
  /** The configured one with its fallback, or null for the rules engine. `config`: of the run, since a fork may have another model. */
  configured(config: Config): Promise<ChatModel | null>
  /** Throws MODEL_KEY_MISSING, CONFIG_INVALID. */
  named(config: Config, agent_id: string, wanted: NamedModel): Promise<ChatModel>
}

interface Place {
  readonly provider: ModelProvider
  readonly model: string
  readonly apiKey: string | null
  readonly baseUrl: string | null
}

export function createModelSource(): ModelSource {
  const opened = new Map<string, Promise<ChatModel>>()
  const gates = new Map<string, ProviderGate>()

  function configured(config: Config): Promise<ChatModel | null> {
    const place = configuredPlace(config)
    return place === null ? Promise.resolve(null) : withSecond(config, place)
  }

  async function named(config: Config, agent_id: string, wanted: NamedModel): Promise<ChatModel> {
    return withSecond(config, placeOf(config, agent_id, wanted))
  }

  async function withSecond(config: Config, place: Place): Promise<ChatModel> {
    const first = await open(config, place)
    const { fallback } = config
    if (fallback === null || (fallback.provider === place.provider && fallback.model === place.model)) return first
    const [{ withFallback }, second] = await Promise.all([import('../models/broker/with-fallback.ts'), open(config, fallback)])
    return withFallback(first, second)
  }

  // Its client, and the provider's package with it, load here.
  function open(config: Config, { provider, model, apiKey, baseUrl }: Place): Promise<ChatModel> {
    const key = JSON.stringify([provider, model, baseUrl])
    const known = opened.get(key) ?? openNew(config, { provider, model, apiKey, baseUrl })
    opened.set(key, known)
    known.catch(() => opened.delete(key))
    return known
  }

  async function openNew(config: Config, place: Place): Promise<ChatModel> {
    const [{ openProvider }, { withKnownLimits }, gate] = await Promise.all([
      import('../models/open-provider.ts'),
      import('../models/with-known-limits.ts'),
      gateOf(config, place.provider),
    ])
    const contextTokens = place.provider === 'ollama' ? config.ollamaNumCtx : null
    const choice = { ...place, timeoutMs: config.llmTimeoutMs, contextTokens }
    return gate.through(withKnownLimits(await openProvider(choice, { clock: systemClock, prices: openPrices(config) })))
  }

  async function gateOf(config: Config, provider: ModelProvider): Promise<ProviderGate> {
    const { createProviderGate } = await import('../models/broker/provider-gate.ts')
    const gate =
      gates.get(provider) ??
      createProviderGate({ provider, concurrency: config.llmConcurrency[provider], circuit: config.circuitBreaker, clock: systemClock })
    gates.set(provider, gate)
    return gate
  }

  return { configured, named }
}

function configuredPlace({ provider, model, apiKey, baseUrl }: Config): Place | null {
  return provider === 'rules' || model === null ? null : { provider, model, apiKey, baseUrl }
}

function placeOf(config: Config, agent_id: string, { provider: wanted, name }: NamedModel): Place {
  const usual = configuredPlace(config)
  const provider = wanted === undefined ? usual?.provider : providerNamed(wanted)
  if (provider === undefined) throw unknownProvider(agent_id, wanted ?? '')
  if (usual !== null && provider === usual.provider) return { ...usual, model: name ?? usual.model }
  const access = config.providerAccess[provider]
  const { keyName, defaultModel } = PROVIDER_SPECS[provider]
  if (keyName !== null && access.apiKey === null) throw keyMissing(agent_id, provider, keyName)
  return { provider, model: name ?? defaultModel, ...access }
}

function providerNamed(name: string): ModelProvider | undefined {
  return Object.keys(PROVIDER_SPECS).find((provider): provider is ModelProvider => provider === name)
}

function unknownProvider(agent_id: string, provider: string): ClawError {
  const allowed = Object.keys(PROVIDER_SPECS).join(', ')
  return new ClawError('MODEL_KEY_MISSING', `Agent '${agent_id}' names the model provider '${provider}'. Allowed: ${allowed}.`, {
    fix: `claw agent edit ${agent_id}; claw resume <run>`,
  })
}

function keyMissing(agent_id: string, provider: ModelProvider, keyName: string): ClawError {
  return new ClawError('MODEL_KEY_MISSING', `Agent '${agent_id}' names a model of ${provider}, and ${keyName} is not set.`, {
    fix: `claw secret set ${keyName}; claw resume <run>`,
  })
}
