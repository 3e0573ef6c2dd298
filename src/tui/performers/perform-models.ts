import { MODEL_PROVIDERS } from '../../config/providers.ts'
import { missingKey } from '../../config/require-usable-provider.ts'
import { endpointOf } from '../../config/setup/endpoint-of.ts'
import { engineInUse, engineText } from '../../config/setup/engine-in-use.ts'
import { engineWhy } from '../../config/setup/engine-why.ts'
import type { ModelsData } from '../../view/menu/places/models/models-io.ts'
import { modelSourcesText } from '../../view/model-sources-text.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

const WHY_COLUMNS = 120

export const performModels: Performer<'models'> = async (effect, desk) => {
  switch (effect.do) {
    case 'load':
      return load(desk)
    case 'use':
      return use(effect.model, desk)
    case 'try':
      return tryOut(effect.model, desk)
    default:
      return effect satisfies never
  }
}

async function load(desk: Desk<ModelsData>): Promise<void> {
  const { config, signal } = desk
  const tools = await (await desk.module()).modelTools(config)
  const missing = missingKey({ ...config, fallback: null })
  const usable = config.provider !== 'rules' && missing === undefined
  const [servers, described, window] = await Promise.all([
    tools.localServers(config),
    usable ? tools.describe(endpointOf(config), signal) : undefined,
    usable ? tools.window(endpointOf(config), signal) : null,
  ])
  const { listing } = described ?? {}
  const problem =
    listing !== undefined && listing.state !== 'ok' ? `The models cannot be listed: ${listing.detail}` : (missing?.message ?? '')
  const why = [...engineWhy(config, window), '', ...modelSourcesText(config.modelSources, { columns: WHY_COLUMNS }).split('\n')]
  desk.tell({ type: 'models', provider: config.provider, rows: described?.rows ?? [], servers, problem, why })
}

async function use(model: string, desk: Desk<ModelsData>): Promise<void> {
  const { provider } = desk.config
  await (await desk.app()).changeSettings({ CLOSED_CLAW_LLM_PROVIDER: provider, CLOSED_CLAW_LLM_MODEL: model })
  const renewed = desk.renew()
  const engine = engineInUse(renewed, { provider, model })
  desk.say({ text: engineText(engine).join('\n'), as: engine.overridden.length === 0 ? 'good' : 'warn' })
  await load({ ...desk, config: renewed })
}

async function tryOut(model: string, desk: Desk<ModelsData>): Promise<void> {
  const { config, signal } = desk
  try {
    const provider = MODEL_PROVIDERS.find((one) => one === config.provider) ?? 'openai'
    const endpoint = endpointOf(desk.configWith({ CLOSED_CLAW_LLM_PROVIDER: provider, CLOSED_CLAW_LLM_MODEL: model }))
    const trials = await (await (await desk.module()).modelTools(config)).tryOut(endpoint, signal)
    desk.tell({ type: 'tried', model, trials })
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}
