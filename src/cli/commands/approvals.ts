import { approvalsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw approvals`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const pending = context.input.options['all'] === true ? {} : { status: 'pending' as const }
  const rows = await (await context.app()).listApprovals({ limit: context.limit(), ...pending })
  const hint = rows.some((row) => row.status === 'pending') ? '\nclaw approve <id>   claw deny <id> [why]   claw answer <id> <text>' : ''
  return { text: `${approvalsTable(rows, context.list)}${hint}`, result: publicJson(rows) }
}
