import { MODEL_PROVIDERS } from '../../config/providers.ts'
import { missingKey } from '../../config/require-usable-provider.ts'
import { endpointOf } from '../../config/setup/endpoint-of.ts'
import { type EngineInUse, engineInUse } from '../../config/setup/engine-in-use.ts'
import { engineWhy } from '../../config/setup/engine-why.ts'
import type { ModelsData } from '../../view/menu/places/models/models-io.ts'
import type { ModelTrial } from '../../view/model-rows.ts'
import { modelSourcesText } from '../../view/model-sources-text.ts'
import type { SetupDesk } from './setup-desk.ts'

const WHY_COLUMNS = 120

/** The models of the provider in use with price and window, servers of this machine, and why the engine is what it is. */
export async function lookAtModels({ config, signal, tools }: SetupDesk): Promise<Extract<ModelsData, { type: 'models' }>> {
  const models = await tools()
  const missing = missingKey({ ...config, fallback: null })
  const usable = config.provider !== 'rules' && missing === undefined
  const [servers, described, window] = await Promise.all([
    models.localServers(config),
    usable ? models.describe(endpointOf(config), signal) : undefined,
    usable ? models.window(endpointOf(config), signal) : null,
  ])
  const { listing } = described ?? {}
  const problem =
    listing !== undefined && listing.state !== 'ok' ? `The models cannot be listed: ${listing.detail}` : (missing?.message ?? '')
  const why = [...engineWhy(config, window), '', ...modelSourcesText(config.modelSources, { columns: WHY_COLUMNS }).split('\n')]
  return { type: 'models', provider: config.provider, rows: described?.rows ?? [], servers, problem, why }
}

/** Takes a model of the provider in use for all runs to come. */
export async function takeModel(model: string, desk: SetupDesk): Promise<EngineInUse> {
  const { provider } = desk.config
  await (await desk.app()).changeSettings({ CLOSED_CLAW_LLM_PROVIDER: provider, CLOSED_CLAW_LLM_MODEL: model })
  return engineInUse(desk.renew(), { provider, model })
}

/** Text, a tool call and structured output, by real calls. */
export async function tryModel(model: string, { config, configWith, signal, tools }: SetupDesk): Promise<readonly ModelTrial[]> {
  const provider = MODEL_PROVIDERS.find((one) => one === config.provider) ?? 'openai'
  const endpoint = endpointOf(configWith({ CLOSED_CLAW_LLM_PROVIDER: provider, CLOSED_CLAW_LLM_MODEL: model }))
  return (await tools()).tryOut(endpoint, signal)
}
