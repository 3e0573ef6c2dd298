import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'

const SHOWN = 20

/** `claw audit adopt`. */
export async function adoptRuns(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const runs = await app.broughtRuns()
  if (runs.length === 0) return { text: 'Every run here is your own.', result: { adopted: [] } }
  const more = runs.length > SHOWN ? ` and ${runs.length - SHOWN} more` : ''
  const question = `${runs.slice(0, SHOWN).join(', ')}${more} came with ${app.config.dbPath}. Whoever wrote them can have prepared calls and approvals: a resume carries them out.`
  const yes = await confirm(context, question, 'ADOPT')
  if (!yes) return { text: 'Nothing was adopted.', result: { adopted: [] } }
  const adopted = await app.adoptRuns()
  return { text: `Adopted: ${adopted.length} runs.`, result: { adopted: [...adopted] } }
}
