import type { Config } from '../config.ts'
import { type ModelProvider, PROVIDER_SPECS } from '../providers.ts'

/** What the person wants, before it is tried and saved. */
export interface SetupChoice {
  readonly provider: ModelProvider
  readonly model: string
  /** undefined: as it is; null: the provider's own servers. */
  readonly baseUrl: string | null | undefined
  /** A key that was typed or piped in; undefined: the one that is there, if any. */
  readonly newKey: string | undefined
}

/** The model as it would be asked once the choice is saved. `config`: as it would be with this provider and model. */
export function setupEndpoint(config: Config, { provider, model, baseUrl, newKey }: SetupChoice) {
  return {
    provider,
    model,
    timeoutMs: config.llmTimeoutMs,
    contextTokens: provider === 'ollama' ? config.ollamaNumCtx : null,
    apiKey: newKey ?? config.apiKey,
    baseUrl: addressFor(config, provider, baseUrl),
  }
}

/** What is saved of it: the settings, and the key where there is a new one. */
export function setupChanges({ provider, model, baseUrl, newKey }: SetupChoice) {
  const { keyName, addressName } = PROVIDER_SPECS[provider]
  const settings: Readonly<Record<string, string | null>> = {
    CLOSED_CLAW_LLM_PROVIDER: provider,
    CLOSED_CLAW_LLM_MODEL: model,
    ...(baseUrl === undefined ? {} : { [addressName]: baseUrl }),
  }
  return { settings, key: newKey === undefined || keyName === null ? undefined : { name: keyName, value: newKey } }
}

export const RULES_CHANGES: Readonly<Record<string, string | null>> = { CLOSED_CLAW_LLM_PROVIDER: 'rules', CLOSED_CLAW_LLM_MODEL: null }

/** The model to offer first: the one in use, else the default of the provider, where it has them; else the first of its list. */
export function modelToOffer(config: Config, provider: ModelProvider, ids: readonly string[]): string {
  const used = config.provider === provider ? config.model : null
  const wanted = [used, PROVIDER_SPECS[provider].defaultModel].filter((id) => id !== null)
  const [first] = ids
  if (first === undefined) return wanted[0] ?? ''
  const near = wanted.flatMap((id) => ids.filter((listed) => listed === id || listed.startsWith(id)))
  return near[0] ?? first
}

/** An address in the environment comes before a saved one, and before none. */
function addressFor(config: Config, provider: ModelProvider, wanted: string | null | undefined): string | null {
  if (wanted === undefined) return config.baseUrl
  const { addressName, defaultAddress } = PROVIDER_SPECS[provider]
  const stronger = config.modelSources.find(
    ({ name, ignored, origin }) => name === addressName && ignored === null && origin !== 'config file',
  )
  return stronger?.value ?? wanted ?? defaultAddress
}
