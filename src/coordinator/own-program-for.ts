import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { RouterPort } from './ports.ts'

/** What no recipe can do, a program that an agent brings along may: it needs neither a recipe nor a model. Who fits among those. */
export async function ownProgramFor(agents: readonly AgentFolder[], route: RouterPort['route'], task: string): Promise<string | undefined> {
  const builtin = agents.filter((agent) => agent.manifest.entrypoint === 'builtin')
  if (builtin.length === agents.length) return undefined
  const { action, agent_id } = await route({ task, required_tools: [], exclude: builtin.map((agent) => agent.agent_id) })
  return action === 'reuse' && agent_id !== null ? agent_id : undefined
}
