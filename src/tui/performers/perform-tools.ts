import { ClawError } from '../../kernel/claw-error.ts'
import type { ToolVerdict } from '../../view/policy-rows.ts'
import type { Performer } from '../performer.ts'

/** The tools first, then what the policy says to the first example of each. */
export const performTools: Performer<'tools'> = async ({ agent_id }, desk) => {
  const app = await desk.app()
  const by = agent_id === null ? {} : { agent_id }
  const [tools, agents] = await Promise.all([app.listTools(agent_id ?? undefined), app.listAgents({ limit: MAX_AGENTS })])
  desk.tell({ type: 'tools', agent_id, tools, agents })
  for (const { name, examples } of tools) {
    if (desk.signal.aborted) return
    const verdict = await judged(() => app.judgeTool({ tool: name, args: examples[0] ?? {}, ...by }))
    desk.tell({ type: 'judged', agent_id, tool: name, verdict })
  }
}

const MAX_AGENTS = 10_000

// An agent that does not work any more, a policy file that cannot be read: the tools are still listed.
async function judged(judge: () => Promise<ToolVerdict>): Promise<ToolVerdict | null> {
  try {
    return await judge()
  } catch (error) {
    if (error instanceof ClawError) return null
    throw error
  }
}
