import { formatAge, plural } from '../../view/format.ts'
import { formatTable } from '../../view/format-table.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'

/** `claw agent trash [--empty]`. */
export async function agentTrash(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const trashed = await app.listTrash()
  if (trashed.length === 0) return { text: 'The trash is empty.', result: [] }
  if (context.input.options['empty'] === true) return emptyTrash(context)
  const columns = [
    { title: 'AGENT', cell: (row: (typeof trashed)[number]) => row.agent_id },
    { title: 'DELETED', cell: (row: (typeof trashed)[number]) => formatAge(row.deleted_at, context.list.now) },
    { title: 'FOLDER', cell: (row: (typeof trashed)[number]) => row.folder, flexible: true },
  ]
  const back = `Bring one back: claw agent restore ${trashed[0]?.agent_id ?? '<id>'}`
  return { text: `${formatTable(trashed, columns, context.list)}\n${back}`, result: publicJson(trashed) }
}

async function emptyTrash(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const ids = (await app.listTrash()).map((one) => one.agent_id)
  const question = `This deletes for good, with memory and record:\n${ids.map((id) => `  ${id}`).join('\n')}`
  if (!(await confirm(context, question, 'EMPTY', 'claw agent trash --empty'))) return { text: 'Nothing was deleted.', result: [], exit: 5 }
  const gone = await app.emptyTrash()
  return { text: `${plural(gone.length, 'agent')} deleted for good.`, result: publicJson(gone) }
}
