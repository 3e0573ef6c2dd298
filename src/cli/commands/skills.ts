import { skillsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw skills`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const rows = await (await context.app()).listSkills()
  return { text: skillsTable(rows, context.list), result: publicJson(rows) }
}
