import { runsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw runs`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const rows = await (await context.app()).listRuns({ limit: context.limit() })
  return { text: runsTable(rows, context.list), result: publicJson(rows) }
}
