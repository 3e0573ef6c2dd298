import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { ApprovalFacts } from '../../protocol/approval.ts'
import type { RunContext } from '../run-context.ts'

type Told = Partial<Pick<ApprovalFacts, 'effects' | 'grant' | 'announces' | 'answer_within_ms'>> & { readonly host?: string | null }

/** What the host knows about a request, for the one who decides: never taken from the words of the agent. */
export function askFacts({ ports }: RunContext, agent: AgentFolder | null, told: Told): ApprovalFacts {
  const { host = null, effects = [], grant = null, announces = null, answer_within_ms = null } = told
  return {
    agent: agent && { name: agent.manifest.name, role: agent.manifest.description },
    where: { folder: ports.workspace, sandbox: ports.sandboxName, host },
    effects,
    grant,
    announces,
    answer_within_ms,
  }
}
