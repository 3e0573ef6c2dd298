import type { Config } from './config.ts'
import { foreignHost } from './foreign-host.ts'
import { GENERIC_KEY, modelSetFor, signOf } from './provider-access.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from './providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

/** Which of several keys is in use, what of the settings of models has no effect, and where calls go that the workspace sends somewhere. */
export function providerNotes(choice: Pick<Config, 'provider' | 'apiKeyName'>, settings: ResolvedSettings): string[] {
  const { provider, apiKeyName } = choice
  const generic = settings.isSet(GENERIC_KEY) && apiKeyName !== null && apiKeyName !== GENERIC_KEY
  return [
    ...severalSigns(provider, settings),
    ...(provider === 'rules' ? idleWithRules(settings) : [...foreignModel(provider, settings), ...foreignServer(provider, settings)]),
    ...(generic ? [`${GENERIC_KEY} is not used: ${apiKeyName} is the key in use.`] : []),
  ]
}

function severalSigns(provider: Config['provider'], settings: ResolvedSettings): string[] {
  const signs = MODEL_PROVIDERS.map((one) => signOf(one, settings)).filter((sign) => sign !== undefined)
  if (settings.isSet('CLOSED_CLAW_LLM_PROVIDER') || signs.length < 2) return []
  return [`${signs.join(' and ')} are set and no provider is chosen: the engine in use is ${provider}. Choose: claw models use PROVIDER`]
}

function idleWithRules(settings: ResolvedSettings): string[] {
  const idle = ['CLOSED_CLAW_LLM_MODEL', 'CLOSED_CLAW_LLM_FALLBACK'].filter((name) => settings.isSet(name))
  const keys = MODEL_PROVIDERS.map((one) => PROVIDER_SPECS[one].keyName).filter((name) => name !== null && settings.isSet(name))
  return [
    ...idle.map((name) => `${name} has no effect: the engine is rules.`),
    ...keys.map((name) => `${name} is not used to answer: the engine is rules.`),
  ]
}

function foreignModel(provider: ModelProvider, settings: ResolvedSettings): string[] {
  const { source } = settings.of('CLOSED_CLAW_LLM_MODEL')
  if (source === undefined || modelSetFor(provider, settings) !== undefined) return []
  const owner = source.values['CLOSED_CLAW_LLM_PROVIDER']?.trim()
  return [`CLOSED_CLAW_LLM_MODEL in ${source.where} is not used: it was set for ${owner}, and the engine is ${provider}.`]
}

// A cloned repository may bring address and key: what the model is told then goes to whoever made it.
function foreignServer(provider: ModelProvider, settings: ResolvedSettings): string[] {
  const { addressName } = PROVIDER_SPECS[provider]
  const address = settings.text(addressName)
  const host = address === undefined || settings.of(addressName).origin !== '.env' ? undefined : foreignHost(address)
  return host === undefined
    ? []
    : [`Model calls, with all that they hold, go to ${host}: ${addressName} stands in the .env of this workspace.`]
}
