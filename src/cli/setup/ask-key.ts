import type { ModelTools } from '../../app/models/model-tools-port.ts'
import { PROVIDER_SPECS } from '../../config/providers.ts'
import { secretValueProblem } from '../../config/secrets/secret.ts'
import type { SetupChoice } from '../../config/setup/setup-choice.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { askLine } from '../ask-line.ts'
import type { CommandContext } from '../command-context.ts'
import { configWith } from '../models/named-model.ts'
import { endpointFor } from './setup-choice.ts'

/** The key that is there when the person takes it, else one that is typed without being shown; again as long as the provider rejects it. */
export async function askKey(context: CommandContext, choice: SetupChoice, tools: ModelTools): Promise<SetupChoice | undefined> {
  const taken = await askForPresent(context, choice)
  if (taken !== 'no') return taken
  for (;;) {
    const newKey = await askNewKey(context, choice)
    if (newKey === undefined) return undefined
    const keyed = { ...choice, newKey }
    const listing = await tools.list(endpointFor(context, keyed), new AbortController().signal)
    if (listing.state !== 'key_rejected') return keyed
    context.host.out.note(`The key is rejected: ${visibleLine(listing.detail)}. Another one, or Ctrl-D to give up.`)
  }
}

async function askForPresent(context: CommandContext, choice: SetupChoice): Promise<SetupChoice | 'no' | undefined> {
  const { apiKeyName, origins } = configWith(context, { provider: choice.provider, model: undefined })
  const origin = origins.find(({ name }) => name === apiKeyName)?.origin
  if (apiKeyName === null || origin === undefined) return 'no'
  const where = origin === '.env' ? 'the .env of this workspace, so in this workspace only' : origin
  const answer = await askLine(context, `Use ${apiKeyName} (${where})? yes or no`, 'yes')
  if (answer === undefined) return undefined
  return /^y/i.test(answer) ? choice : 'no'
}

async function askNewKey({ host }: CommandContext, { provider, baseUrl }: SetupChoice): Promise<string | undefined> {
  const { title, keyPage } = PROVIDER_SPECS[provider]
  const page = keyPage !== null && (baseUrl === null || baseUrl === undefined) ? `; from ${keyPage}` : ''
  for (;;) {
    const key = (await host.input.readHidden(`Key for ${title} (not shown${page}): `))?.trim()
    if (key === undefined) return undefined
    const problem = secretValueProblem(key)
    if (problem === undefined) return key
    host.out.note(`That cannot be a key: ${problem}.`)
  }
}
