import type { ModelEndpoint, ModelTools } from '../../app/models/model-tools-port.ts'
import type { Config } from '../../config/config.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from '../../config/providers.ts'
import { secretValueProblem } from '../../config/secrets/secret.ts'
import { parseSetting } from '../../config/setting-kinds.ts'
import { engineInUse, engineText } from '../../config/setup/engine-in-use.ts'
import { type MenuEntry, providerMenu } from '../../config/setup/provider-menu.ts'
import { requireModelName } from '../../config/setup/require-model-name.ts'
import { modelToOffer, RULES_CHANGES, type SetupChoice, setupChanges, setupEndpoint } from '../../config/setup/setup-choice.ts'
import type { SetupData, SetupPlace, SetupWish } from '../../view/menu/places/setup/setup-io.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

export const performSetup: Performer<'setup'> = async (effect, desk) => {
  try {
    switch (effect.do) {
      case 'load':
        return await load(desk)
      case 'list':
        return await list(effect.wish, desk)
      case 'try':
        return await tryOut(effect.wish, desk)
      case 'save':
        return await save(effect.wish, desk)
      default:
        return effect satisfies never
    }
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

async function load(desk: Desk<SetupData>): Promise<void> {
  const { config } = desk
  const servers = await (await toolsOf(desk)).localServers(config)
  desk.tell({ type: 'places', places: providerMenu(config, servers).map((entry) => placeOf(entry, desk)), present: config.provider })
}

function placeOf({ provider, baseUrl, label, note }: MenuEntry, { configWith }: Desk<SetupData>): SetupPlace {
  const about = { provider, baseUrl, label, note }
  if (provider === 'rules') return { ...about, address: '', key: null }
  const config = configWith({ CLOSED_CLAW_LLM_PROVIDER: provider })
  const { keyName, keyPage } = PROVIDER_SPECS[provider]
  return {
    ...about,
    address: config.baseUrl ?? '',
    key: keyName === null ? null : { name: keyName, present: presentKey(config), page: keyPage ?? '' },
  }
}

function presentKey({ apiKeyName, origins }: Config): string {
  const origin = origins.find(({ name }) => name === apiKeyName)?.origin
  if (apiKeyName === null || origin === undefined) return ''
  return `${apiKeyName} (${origin === '.env' ? 'the .env of this workspace, so in this workspace only' : origin})`
}

async function list(wish: SetupWish, desk: Desk<SetupData>): Promise<void> {
  const refusal = refusalOf(wish, desk)
  if (refusal !== undefined) return desk.tell({ type: 'refused', ...refusal })
  const choice = choiceOf(wish)
  const listing = await (await toolsOf(desk)).list(endpointFor(choice, desk), desk.signal)
  if (listing.state === 'key_rejected') return desk.tell({ type: 'refused', field: 'key', problem: `is rejected: ${listing.detail}` })
  const models = listing.state === 'ok' ? listing.models.map(({ id }) => id).sort() : []
  const detail = listing.state === 'ok' ? 'It lists no models.' : `The models cannot be listed: ${listing.detail}`
  desk.tell({ type: 'listed', models, detail, offered: modelToOffer(desk.config, choice.provider, models) })
}

/** What can be said of an answer without asking the provider. */
function refusalOf(wish: SetupWish, desk: Desk<SetupData>): { field: 'address' | 'key'; problem: string } | undefined {
  const { baseUrl, newKey } = wish
  if (typeof baseUrl === 'string' && !parseSetting({ kind: 'url' }, baseUrl).ok)
    return { field: 'address', problem: 'is not an http or https address without user and password' }
  const problem = newKey === undefined ? undefined : secretValueProblem(newKey)
  if (problem !== undefined) return { field: 'key', problem }
  const { provider } = choiceOf(wish)
  const { keyName, addressAlone } = PROVIDER_SPECS[provider]
  if (keyName === null || newKey !== undefined) return undefined
  const config = desk.configWith({ CLOSED_CLAW_LLM_PROVIDER: provider })
  const elsewhere = addressAlone && (typeof baseUrl === 'string' || (baseUrl === undefined && config.baseUrl !== null))
  return config.apiKey === null && !elsewhere ? { field: 'key', problem: 'is needed: there is none yet' } : undefined
}

async function tryOut(wish: SetupWish, desk: Desk<SetupData>): Promise<void> {
  const choice = { ...choiceOf(wish), model: requireModelName(wish.model) }
  const test = await (await toolsOf(desk)).test(endpointFor(choice, desk), { call: false, signal: desk.signal })
  desk.tell({ type: 'tried', test })
}

// The key first: there is no half of a choice that would ask a provider without one.
async function save(wish: SetupWish | null, desk: Desk<SetupData>): Promise<void> {
  const app = await desk.app()
  const choice = wish === null ? null : choiceOf(wish)
  const { settings, key } = choice === null ? { settings: RULES_CHANGES, key: undefined } : setupChanges(choice)
  const secret = key === undefined ? undefined : await app.setSecret(key)
  const { path } = await app.changeSettings(settings)
  const saved = choice === null ? { provider: 'rules' as const, model: null } : { provider: choice.provider, model: choice.model }
  const of = choice?.baseUrl === undefined ? {} : { baseUrl: choice.baseUrl }
  const engine = engineInUse(desk.renew(), { ...saved, ...of, ...(key === undefined ? {} : { keyName: key.name }) })
  const files = [`saved     ${path}`, ...(secret === undefined ? [] : [`          ${secret.path} (the key, for you alone)`])]
  desk.tell({ type: 'saved', lines: [...files, ...engineText(engine)] })
}

function choiceOf(wish: SetupWish): SetupChoice {
  const provider = MODEL_PROVIDERS.find((one) => one === wish.provider)
  if (provider === undefined) throw new TypeError(`no provider '${wish.provider}'`)
  return { ...wish, provider }
}

function endpointFor(choice: SetupChoice, { configWith }: Desk<SetupData>): ModelEndpoint {
  const model: Record<string, string> = choice.model === '' ? {} : { CLOSED_CLAW_LLM_MODEL: choice.model }
  return setupEndpoint(configWith({ CLOSED_CLAW_LLM_PROVIDER: choice.provider satisfies ModelProvider, ...model }), choice)
}

async function toolsOf({ module, config }: Desk<SetupData>): Promise<ModelTools> {
  return (await module()).modelTools(config)
}
