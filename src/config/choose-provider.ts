import { chooseFallback } from './choose-fallback.ts'
import type { Config, ProviderName } from './config.ts'
import { GENERIC_KEY, modelSetFor, providerAccess, signOf } from './provider-access.ts'
import { providerNotes } from './provider-notes.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from './providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

type Chosen = Pick<Config, 'provider' | 'providerReason' | 'model' | 'apiKey' | 'apiKeyName' | 'baseUrl'>

export interface ProviderChoice extends Chosen {
  readonly fallback: Config['fallback']
  readonly notes: readonly string[]
}

/** The chosen provider, else the one whose key or address is there, else rules. Throws CONFIG_INVALID for an impossible fallback. */
export function chooseProvider(settings: ResolvedSettings): ProviderChoice {
  const chosen = settings.text('CLOSED_CLAW_LLM_PROVIDER') as ProviderName | undefined
  const choice = chosen === undefined ? choiceBySigns(settings) : choiceByName(chosen, settings)
  const fallback = chooseFallback(settings, choice)
  return { ...choice, fallback, notes: providerNotes(choice, settings) }
}

function choiceByName(provider: ProviderName, settings: ResolvedSettings): Chosen {
  const { source, origin } = settings.of('CLOSED_CLAW_LLM_PROVIDER')
  const reason = origin === 'flag' ? 'chosen on the command line' : `chosen in ${source?.where ?? origin}`
  return provider === 'rules' ? rules(reason) : connected(provider, settings, reason)
}

function choiceBySigns(settings: ResolvedSettings): Chosen {
  for (const provider of MODEL_PROVIDERS) {
    const sign = signOf(provider, settings)
    if (sign !== undefined) return connected(provider, settings, `${sign} is set (${settings.of(sign).origin})`)
  }
  if (settings.isSet(GENERIC_KEY)) return connected('openai', settings, `${GENERIC_KEY} is set (${settings.of(GENERIC_KEY).origin})`)
  return rules('no language model configured; `claw setup` connects one')
}

function connected(provider: ModelProvider, settings: ResolvedSettings, providerReason: string): Chosen {
  const model = modelSetFor(provider, settings) ?? PROVIDER_SPECS[provider].defaultModel
  return { provider, providerReason, model, ...providerAccess(provider, settings, 'generic key too') }
}

function rules(reason: string): Chosen {
  return { provider: 'rules', providerReason: reason, model: null, apiKey: null, apiKeyName: null, baseUrl: null }
}
