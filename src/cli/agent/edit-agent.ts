import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'
import { editByFlags, readEditFlags } from './edit-by-flags.ts'
import { editInEditor } from './edit-in-editor.ts'

/** `claw agent edit <id>`: in the editor, or by flags. */
export async function editAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const flags = readEditFlags(context)
  const { app, id } = await agentToChange(context, subject)
  return flags === undefined ? editInEditor(context, app, id) : editByFlags(app, id, flags)
}
