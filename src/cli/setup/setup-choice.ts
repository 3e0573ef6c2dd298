import type { ModelEndpoint } from '../../app/models/model-tools-port.ts'
import type { Config } from '../../config/config.ts'
import { type ModelProvider, PROVIDER_SPECS } from '../../config/providers.ts'
import type { CommandContext } from '../command-context.ts'
import { configWith } from '../models/named-model.ts'

/** What the person wants, before it is tried and saved. */
export interface SetupChoice {
  readonly provider: ModelProvider
  readonly model: string
  /** undefined: as it is; null: the provider's own servers. */
  readonly baseUrl: string | null | undefined
  /** A key that was typed or piped in; undefined: the one that is there, if any. */
  readonly newKey: string | undefined
}

/** The model as it would be asked once the choice is saved. */
export function endpointFor(context: CommandContext, { provider, model, baseUrl, newKey }: SetupChoice): ModelEndpoint {
  const config = configWith(context, { provider, model })
  return {
    provider,
    model,
    timeoutMs: config.llmTimeoutMs,
    contextTokens: provider === 'ollama' ? config.ollamaNumCtx : null,
    apiKey: newKey ?? config.apiKey,
    baseUrl: addressFor(config, provider, baseUrl),
  }
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
