import type { Config } from '../../config/config.ts'
import { MODEL_PROVIDERS, type ModelProvider, PROVIDER_SPECS } from '../../config/providers.ts'
import { secretValueProblem } from '../../config/secrets/secret.ts'
import { parseSetting } from '../../config/setting-kinds.ts'
import { engineInUse, engineText } from '../../config/setup/engine-in-use.ts'
import { type MenuEntry, providerMenu } from '../../config/setup/provider-menu.ts'
import { requireModelName } from '../../config/setup/require-model-name.ts'
import { modelToOffer, RULES_CHANGES, type SetupChoice, setupChanges, setupEndpoint } from '../../config/setup/setup-choice.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { SetupData, SetupPlace, SetupWish } from '../../view/menu/places/setup/setup-io.ts'
import type { ModelEndpoint } from '../models/model-tools-port.ts'
import type { SetupDesk } from './setup-desk.ts'

type Refusal = Extract<SetupData, { type: 'refused' }>
type Listed = Extract<SetupData, { type: 'listed' }>

/** Everybody who could answer, and who does at present. */
export async function setupPlaces(desk: SetupDesk): Promise<Extract<SetupData, { type: 'places' }>> {
  const { config } = desk
  const servers = await (await desk.tools()).localServers(config)
  return { type: 'places', places: providerMenu(config, servers).map((entry) => placeOf(entry, desk)), present: config.provider }
}

function placeOf({ provider, baseUrl, label, note }: MenuEntry, { configWith }: SetupDesk): SetupPlace {
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

/** The models of the place, as far as it lists them; what is wrong with address and key is told before anybody is asked. */
export async function setupModels(wish: SetupWish, desk: SetupDesk): Promise<Refusal | Listed> {
  const refusal = refusalOf(wish, desk)
  if (refusal !== undefined) return refusal
  const choice = choiceOf(wish)
  const listing = await (await desk.tools()).list(endpointFor(choice, desk), desk.signal)
  if (listing.state === 'key_rejected') return { type: 'refused', field: 'key', problem: `is rejected: ${listing.detail}` }
  const models = listing.state === 'ok' ? listing.models.map(({ id }) => id).sort() : []
  const detail = listing.state === 'ok' ? 'It lists no models.' : `The models cannot be listed: ${listing.detail}`
  return { type: 'listed', models, detail, offered: modelToOffer(desk.config, choice.provider, models) }
}

/** What can be said of an answer without asking the provider. */
function refusalOf(wish: SetupWish, desk: SetupDesk): Refusal | undefined {
  const { baseUrl, newKey } = wish
  if (typeof baseUrl === 'string' && !parseSetting({ kind: 'url' }, baseUrl).ok)
    return { type: 'refused', field: 'address', problem: 'is not an http or https address without user and password' }
  const problem = newKey === undefined ? undefined : secretValueProblem(newKey)
  if (problem !== undefined) return { type: 'refused', field: 'key', problem }
  const { provider } = choiceOf(wish)
  const { keyName, addressAlone } = PROVIDER_SPECS[provider]
  if (keyName === null || newKey !== undefined) return undefined
  const config = desk.configWith({ CLOSED_CLAW_LLM_PROVIDER: provider })
  const elsewhere = addressAlone && (typeof baseUrl === 'string' || (baseUrl === undefined && config.baseUrl !== null))
  return config.apiKey === null && !elsewhere ? { type: 'refused', field: 'key', problem: 'is needed: there is none yet' } : undefined
}

/** Whether it can be used as it is wished for. */
export async function setupTest(wish: SetupWish, desk: SetupDesk): Promise<Extract<SetupData, { type: 'tried' }>> {
  const choice = { ...choiceOf(wish), model: requireModelName(wish.model) }
  const test = await (await desk.tools()).test(endpointFor(choice, desk), { call: false, signal: desk.signal })
  return { type: 'tried', test }
}

// The key first: there is no half of a choice that would ask a provider without one.
export async function setupSave(wish: SetupWish | null, desk: SetupDesk): Promise<Extract<SetupData, { type: 'saved' }>> {
  const app = await desk.app()
  const choice = wish === null ? null : choiceOf(wish)
  const { settings, key } = choice === null ? { settings: RULES_CHANGES, key: undefined } : setupChanges(choice)
  const secret = key === undefined ? undefined : await app.setSecret(key)
  const { path } = await app.changeSettings(settings)
  const saved = choice === null ? { provider: 'rules' as const, model: null } : { provider: choice.provider, model: choice.model }
  const of = choice?.baseUrl === undefined ? {} : { baseUrl: choice.baseUrl }
  const engine = engineInUse(desk.renew(), { ...saved, ...of, ...(key === undefined ? {} : { keyName: key.name }) })
  const files = [`saved     ${path}`, ...(secret === undefined ? [] : [`          ${secret.path} (the key, for you alone)`])]
  return { type: 'saved', lines: [...files, ...engineText(engine)] }
}

function choiceOf(wish: SetupWish): SetupChoice {
  const provider = MODEL_PROVIDERS.find((one) => one === wish.provider)
  if (provider === undefined) throw new ClawError('USAGE', `There is no provider '${wish.provider}'.`, { fix: 'claw setup' })
  return { ...wish, provider }
}

function endpointFor(choice: SetupChoice, { configWith }: SetupDesk): ModelEndpoint {
  const model: Record<string, string> = choice.model === '' ? {} : { CLOSED_CLAW_LLM_MODEL: choice.model }
  return setupEndpoint(configWith({ CLOSED_CLAW_LLM_PROVIDER: choice.provider satisfies ModelProvider, ...model }), choice)
}
