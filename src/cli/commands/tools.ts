import { toolsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw tools [--agent-id ID]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const prefix = context.input.options['agent-id']
  const { app, id } = typeof prefix === 'string' ? await context.locate('agent', prefix) : { app: await context.app(), id: undefined }
  const rows = await app.listTools(id)
  return { text: toolsTable(rows, context.list), result: publicJson(rows) }
}
