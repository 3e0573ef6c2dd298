import type { Config, ProviderName } from '../../config/config.ts'
import type { ModelListing } from '../../models/listing/model-listing.ts'
import type { LocalServerRow, ModelRow, ModelTest, ModelTrial } from '../../view/model-rows.ts'

export type { ModelListing } from '../../models/listing/model-listing.ts'

/** One model at one place, whether it is configured or only thought of. */
export interface ModelEndpoint {
  readonly provider: Exclude<ProviderName, 'rules'>
  readonly model: string
  readonly apiKey: string | null
  /** null: the provider's own servers. */
  readonly baseUrl: string | null
  readonly timeoutMs: number
  /** Tokens of context that it is run with, where that can be chosen (Ollama); null: as the server and the model say. */
  readonly contextTokens: number | null
}

/** Looking at models and trying them; opens no registry. */
export interface ModelTools {
  /** The models of a provider, by its own list; never throws. */
  list(endpoint: Omit<ModelEndpoint, 'model'>, signal: AbortSignal): Promise<ModelListing>
  /** The same with price, and with the window where the list or the provider's package tells it. */
  describe(endpoint: ModelEndpoint, signal: AbortSignal): Promise<{ readonly listing: ModelListing; readonly rows: readonly ModelRow[] }>
  /** The window that calls are made with; null: nobody says, or not within two seconds. */
  window(endpoint: ModelEndpoint, signal: AbortSignal): Promise<number | null>
  /** Model servers of this machine, within 300 ms; they are told nothing. */
  localServers(config: Pick<Config, 'localServers'>): Promise<readonly LocalServerRow[]>
  /** Whether the model can be used: by the list of models where a call would cost (unless `call`), else by a tiny call. */
  test(endpoint: ModelEndpoint, options: { readonly call: boolean; readonly signal: AbortSignal }): Promise<ModelTest>
  /** Text, a tool call and structured output, each by a real call; ends at a failure that the others would share. */
  tryOut(endpoint: ModelEndpoint, signal: AbortSignal): Promise<readonly ModelTrial[]>
}
