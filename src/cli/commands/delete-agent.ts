import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'

/** `claw delete-agent <id>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', context.input.args['agent'] ?? '')
  const { folder } = await app.getAgent(id, { include_embedding: false })
  if (!(await confirm(context, `This deletes ${id} with its memory: ${folder}`, id)))
    return { text: 'Nothing was deleted.', result: null, exit: 5 }
  const deleted = await app.deleteAgent(id)
  return { text: `Deleted ${deleted.agent_id} (${deleted.folder}).`, result: deleted }
}
