import { deletedAgentText } from '../../view/deleted-agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'

const ALL = 1_000_000

/** `claw delete-all-agents`: the ones that were made or put here; shipped and the workspace's own source folders stay. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const rows = await app.listAgents({ limit: ALL })
  const doomed = rows.filter((row) => row.source === 'workspace_state' || row.source === 'configured')
  if (doomed.length === 0) return { text: 'There is no agent to delete.', result: [] }
  const question = ['This moves to the trash, with their memories:', ...doomed.map((row) => `  ${row.agent_id}  ${row.folder}`)].join('\n')
  if (!(await confirm(context, question, 'DELETE ALL'))) return { text: 'Nothing was deleted.', result: [], exit: 5 }
  const deleted = []
  for (const row of doomed) deleted.push(await app.deleteAgent(row.agent_id))
  return { text: deleted.map(deletedAgentText).join('\n'), result: publicJson(deleted) }
}
