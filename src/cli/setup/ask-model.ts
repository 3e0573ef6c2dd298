import type { ModelListing } from '../../app/models/model-tools-port.ts'
import { modelToOffer, type SetupChoice } from '../../config/setup/setup-choice.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { askLine } from '../ask-line.ts'
import type { CommandContext } from '../command-context.ts'

const SHOWN = 20

/** The model by number or name; the default of the provider where it has it, else the first of its list. */
export async function askModel(context: CommandContext, choice: SetupChoice, listing: ModelListing): Promise<SetupChoice | undefined> {
  const ids = listing.state === 'ok' ? listing.models.map(({ id }) => id).sort() : []
  const present = modelToOffer(context.config(), choice.provider, ids)
  const { out } = context.host
  if (listing.state !== 'ok') out.note(`The models cannot be listed: ${visibleLine(listing.detail)}`)
  const shown = ids.slice(0, SHOWN).map((id, index) => `  ${String(index + 1).padStart(2)}  ${visibleLine(id)}`)
  const more = ids.length > SHOWN ? [`  and ${ids.length - SHOWN} more: claw models list --provider ${choice.provider}`] : []
  if (shown.length > 0) out.note([...shown, ...more].join('\n'))
  for (;;) {
    const answer = await askLine(context, ids.length > 0 ? 'Model, by number or name' : 'Model', present)
    if (answer === undefined) return undefined
    const model = /^\d{1,3}$/.test(answer) ? ids[Number(answer) - 1] : answer
    if (model !== undefined && model !== '') return { ...choice, model }
  }
}
