import type { Config } from './config.ts'
import { GENERIC_KEY } from './provider-access.ts'
import { MODEL_PROVIDERS, PROVIDER_SPECS } from './providers.ts'
import type { ResolvedSettings } from './resolve-settings.ts'
import type { SettingSource } from './setting-sources.ts'
import { SETTINGS, type SettingSpec } from './settings.ts'

type InUse = Pick<Config, 'provider' | 'apiKeyName' | 'fallback'>

/** Every place that says something about provider, model, key or address: which one counts, and why the others do not. */
export function modelSources(settings: ResolvedSettings, inUse: InUse): Config['modelSources'] {
  const saying = SETTINGS.filter(({ group, name }) => group === 'model' && SAYS_WHICH.test(name))
  return saying.flatMap((setting) => {
    const { source, passedOver } = settings.of(setting.name)
    const used = source === undefined ? [] : [rowOf(setting, source, idle(setting.name, inUse))]
    return [...used, ...passedOver.map((one) => rowOf(setting, one.source, one.reason))]
  })
}

const SAYS_WHICH = /^CLOSED_CLAW_LLM_(?:PROVIDER|MODEL|FALLBACK)$|_API_KEY$|_BASE_URL$|^OLLAMA_HOST$/

function rowOf(
  { name, type }: SettingSpec,
  { origin, where, values }: SettingSource,
  ignored: string | null,
): Config['modelSources'][number] {
  return { name, origin, where, value: type.kind === 'secret' ? '(set, hidden)' : (values[name] ?? '').trim(), ignored }
}

const NEEDS_A_MODEL = ['CLOSED_CLAW_LLM_MODEL', 'CLOSED_CLAW_LLM_FALLBACK']

/** Why a key or an address that was set is not used. */
function idle(name: string, { provider, apiKeyName, fallback }: InUse): string | null {
  if (provider === 'rules' && NEEDS_A_MODEL.includes(name)) return 'the engine is rules'
  if (name === GENERIC_KEY) return apiKeyName === GENERIC_KEY ? null : 'the engine needs it not'
  const owner = MODEL_PROVIDERS.find((one) => namesOf(one).includes(name))
  return owner === undefined || owner === provider || owner === fallback?.provider
    ? null
    : `it is of ${owner}, and the engine is ${provider}`
}

function namesOf(provider: (typeof MODEL_PROVIDERS)[number]): readonly (string | null)[] {
  const { keyName, addressName } = PROVIDER_SPECS[provider]
  return [keyName, addressName, provider === 'ollama' ? 'OLLAMA_HOST' : null]
}
