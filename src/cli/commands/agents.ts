import { agentsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw agents`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const rows = await (await context.app()).listAgents({ limit: context.limit() })
  return { text: agentsTable(rows, context.list), result: publicJson(rows) }
}
