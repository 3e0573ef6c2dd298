import { ClawError } from '../../kernel/claw-error.ts'
import { deletedAgentText } from '../../view/deleted-agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'

/** `claw delete-agent <id>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', context.input.args['agent'] ?? '')
  const { folder, source } = await app.getAgent(id, { include_embedding: false })
  if (source === 'shipped')
    throw new ClawError('AGENT_SHIPPED', `'${id}' comes with claw and cannot be deleted. It can be disabled.`, {
      fix: `claw agent disable ${id}`,
    })
  if (!(await confirm(context, `This moves ${id} with its memory to the trash: ${folder}`, id)))
    return { text: 'Nothing was deleted.', result: null, exit: 5 }
  const deleted = await app.deleteAgent(id)
  return { text: deletedAgentText(deleted), result: publicJson(deleted) }
}
