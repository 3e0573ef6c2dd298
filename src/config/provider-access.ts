import type { Config } from './config.ts'
import { ollamaAddress } from './ollama-address.ts'
import { type ModelProvider, PROVIDER_SPECS } from './providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

/** A local compatible server needs no key, and its client library insists on one. */
const PLACEHOLDER_KEY = 'local-server-needs-no-key'
export const GENERIC_KEY = 'CLOSED_CLAW_LLM_API_KEY'

export type ProviderAccess = Pick<Config, 'apiKey' | 'apiKeyName' | 'baseUrl'>

/** Key and address of a provider. A key goes to its own provider alone; the generic one to the chosen provider, when that has none. */
export function providerAccess(
  provider: ModelProvider,
  settings: ResolvedSettings,
  generic: 'generic key too' | 'own key',
): ProviderAccess {
  const spec = PROVIDER_SPECS[provider]
  const address = addressOf(provider, settings)
  const names = [...(spec.keyName === null ? [] : [spec.keyName]), ...(generic === 'own key' ? [] : [GENERIC_KEY])]
  const apiKeyName = names.find((name) => settings.isSet(name)) ?? null
  const placeholder = spec.keyName !== null && spec.addressAlone && address !== null ? PLACEHOLDER_KEY : null
  return {
    apiKey: (apiKeyName === null ? undefined : settings.text(apiKeyName)) ?? placeholder,
    apiKeyName,
    baseUrl: address ?? spec.defaultAddress,
  }
}

/** The model that was set, unless it was set for another provider: in the same place as that one. */
export function modelSetFor(provider: ModelProvider, settings: ResolvedSettings): string | undefined {
  const owner = settings.of('CLOSED_CLAW_LLM_MODEL').source?.values['CLOSED_CLAW_LLM_PROVIDER']?.trim()
  return owner === undefined || owner === provider ? settings.text('CLOSED_CLAW_LLM_MODEL') : undefined
}

/** Whether something that was set says that this provider is there. */
export function signOf(provider: ModelProvider, settings: ResolvedSettings): string | undefined {
  const { keyName, addressName, addressAlone } = PROVIDER_SPECS[provider]
  return [keyName, addressAlone ? addressName : null].find((name) => name !== null && settings.isSet(name)) ?? undefined
}

function addressOf(provider: ModelProvider, settings: ResolvedSettings): string | null {
  const own = settings.text(PROVIDER_SPECS[provider].addressName)
  return own ?? (provider === 'ollama' ? ollamaAddress(settings.text('OLLAMA_HOST')) : undefined) ?? null
}
