import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'

/** `claw agent promote <id> [--with-memory] [--force]`. */
export async function promoteAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const { options } = context.input
  const { app, id } = await agentToChange(context, subject)
  const done = await app.promoteAgent(id, { force: options['force'] === true, withMemory: options['with-memory'] === true })
  const lines = [
    `${id} is an agent of the project now: ${done.folder}. It can be committed; its record goes on.`,
    options['with-memory'] === true
      ? 'Its memory goes along: look at it before you commit it, with claw memory list.'
      : 'Its memory stays with the workspace, in .closed_claw.',
    ...(done.version_kept === null ? [] : [`What the project had is version ${done.version_kept}: claw agent restore ${id}`]),
    ...(done.hidden_by === null ? [] : [`${done.hidden_by} goes before it and is still the one that is used.`]),
  ]
  return { text: lines.join('\n'), result: publicJson(done) }
}
