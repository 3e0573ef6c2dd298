import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { savedAgentText } from '../../view/saved-agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'

const MIN_PREFIX = 4

/** `claw agent restore <id> [--version N]`: a deleted agent from the trash, or an earlier form of one that is there. */
export async function restoreAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const version = context.input.options['version']
  const trashed = typeof version === 'string' ? undefined : await deletedAgent(await context.app(), subject)
  return trashed === undefined ? restoreVersion(context, subject, version) : fromTrash(await context.app(), trashed)
}

/** The id of a deleted agent that nothing but a shipped one stands for by now. */
async function deletedAgent(app: App, prefix: string): Promise<string | undefined> {
  const ids = [...new Set((await app.listTrash()).map((one) => one.agent_id))]
  const fitting = ids.includes(prefix) ? [prefix] : prefix.length < MIN_PREFIX ? [] : ids.filter((id) => id.startsWith(prefix))
  if (fitting.length > 1) throw new ClawError('ID_AMBIGUOUS', `'${prefix}' fits ${fitting.length} deleted agents: ${fitting.join(', ')}`)
  const rows = await app.listAgents({ limit: Number.MAX_SAFE_INTEGER })
  return fitting.find((id) => !rows.some((row) => row.agent_id === id && row.source !== 'shipped'))
}

async function fromTrash(app: App, agent_id: string): Promise<CommandOutcome> {
  const restored = await app.restoreAgent(agent_id)
  return { text: `${agent_id} is back, with its memory and record: ${restored.folder}`, result: publicJson({ ...restored, from: 'trash' }) }
}

async function restoreVersion(context: CommandContext, prefix: string, version: string | true | undefined): Promise<CommandOutcome> {
  const { app, id } = await agentToChange(context, prefix)
  const saved = await app.restoreVersion(id, ...(typeof version === 'string' ? [Number(version)] : []))
  const text = saved.changed ? `Version ${saved.restored} is back. ${savedAgentText(saved)}` : `${id} is as version ${saved.restored} was.`
  return { text, result: publicJson({ ...saved, from: 'versions' }) }
}
