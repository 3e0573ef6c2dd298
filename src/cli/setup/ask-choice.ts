import type { ModelTools } from '../../app/models/model-tools-port.ts'
import type { Config } from '../../config/config.ts'
import { type ModelProvider, PROVIDER_SPECS } from '../../config/providers.ts'
import { parseSetting } from '../../config/setting-kinds.ts'
import { chosenEntry, menuText, providerMenu } from '../../config/setup/provider-menu.ts'
import type { SetupChoice } from '../../config/setup/setup-choice.ts'
import { askLine } from '../ask-line.ts'
import type { CommandContext } from '../command-context.ts'
import { configWith } from '../models/named-model.ts'
import { askKey } from './ask-key.ts'
import { askModel } from './ask-model.ts'
import type { SetupFlags } from './choice-from-flags.ts'
import { endpointFor } from './setup-choice.ts'

/** Asks for what the flags left open: provider, address, key, model. undefined: the person gave up. */
export async function askChoice(context: CommandContext, flags: SetupFlags, tools: ModelTools): Promise<SetupChoice | 'rules' | undefined> {
  const place = await askProvider(context, flags, tools)
  if (place === undefined || place.provider === 'rules') return place && 'rules'
  const { provider } = place
  const address = place.baseUrl ?? flags.baseUrl
  const baseUrl = address === undefined ? await askAddress(context, provider) : { baseUrl: address }
  if (baseUrl === undefined) return undefined
  const local = place.local || PROVIDER_SPECS[provider].keyName === null
  const begun = { provider, model: flags.model ?? '', newKey: flags.newKey, ...baseUrl }
  const keyed = local || flags.newKey !== undefined ? begun : await askKey(context, begun, tools)
  if (keyed === undefined || flags.model !== undefined) return keyed
  return askModel(context, keyed, await tools.list(endpointFor(context, keyed), new AbortController().signal))
}

interface Place {
  readonly provider: ModelProvider | 'rules'
  readonly baseUrl: string | null | undefined
  /** A server of this machine that was found. */
  readonly local: boolean
}

async function askProvider(context: CommandContext, flags: SetupFlags, tools: ModelTools): Promise<Place | undefined> {
  if (flags.provider !== undefined) return { provider: flags.provider, baseUrl: undefined, local: false }
  const config = context.config()
  const entries = providerMenu(config, await tools.localServers(config))
  context.host.out.note(`${menuText(entries)}\nEnter keeps what stands in brackets; Ctrl-D gives up, and nothing is saved.`)
  const present = config.provider === 'rules' ? '' : config.provider
  for (;;) {
    const answer = await askLine(context, `Number or name (1-${entries.length})`, present)
    if (answer === undefined) return undefined
    const chosen = chosenEntry(entries, answer)
    if (chosen !== undefined) return { ...chosen, local: chosen.baseUrl !== undefined }
    context.host.out.note(`That is not in the list: a number from 1 to ${entries.length}, or a name.`)
  }
}

/** Asked for where one is set, or where the server was not found; otherwise it stays as it is. */
async function askAddress(context: CommandContext, provider: ModelProvider): Promise<{ baseUrl: string | null | undefined } | undefined> {
  const config = configWith(context, { provider, model: undefined })
  const { defaultAddress } = PROVIDER_SPECS[provider]
  if (!isSet(config, provider) && defaultAddress === null) return { baseUrl: undefined }
  for (;;) {
    const own = defaultAddress === null ? '; own: the servers of the provider' : ''
    const answer = await askLine(context, `Address${own}`, config.baseUrl ?? '')
    if (answer === undefined) return undefined
    if (answer === 'own') return { baseUrl: null }
    if (answer === config.baseUrl) return { baseUrl: undefined }
    const parsed = parseSetting({ kind: 'url' }, answer)
    if (parsed.ok) return { baseUrl: String(parsed.value) }
    context.host.out.note('That is not an address. It begins with http:// or https://; the key is asked for next.')
  }
}

function isSet({ origins }: Config, provider: ModelProvider): boolean {
  const { addressName } = PROVIDER_SPECS[provider]
  return origins.some(({ name, origin }) => name === addressName && origin !== 'default')
}
