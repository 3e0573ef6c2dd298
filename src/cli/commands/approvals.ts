import { approvalsTable } from '../../view/tables.ts'
import { approvalDetail, questionText } from '../approval-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { promptLook } from '../prompt-look.ts'
import { publicJson } from '../public-json.ts'

/** `claw approvals [<id>]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const named = context.input.args['approval']
  return named === undefined ? list(context) : show(context, named)
}

async function list(context: CommandContext): Promise<CommandOutcome> {
  const pending = context.input.options['all'] === true ? {} : { status: 'pending' as const }
  const rows = await (await context.app()).listApprovals({ limit: context.limit(), ...pending })
  const hint = rows.some((row) => row.status === 'pending')
    ? '\nclaw approvals <id>   claw approve <id>   claw deny <id> [why]   claw answer <id> <text>'
    : ''
  return { text: `${approvalsTable(rows, context.list)}${hint}`, result: publicJson(rows) }
}

/** The question as the terminal of the run would ask it. */
async function show(context: CommandContext, named: string): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', named)
  const [row, changes] = [await app.getApproval(id), await app.approvalChanges(id)]
  const look = { ...promptLook(context), paint: context.paintOut, columns: context.list.columns }
  const text = row.kind === 'question' ? questionText(row) : approvalDetail(row, look, changes)
  return { text: text.trimStart(), result: publicJson({ ...row, changes }) }
}
