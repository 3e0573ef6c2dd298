import type { AgentFolder } from '../../capsules/agent-folder.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Services } from '../open-services.ts'
import { agentEditFunctions, requirePlace } from './agent-edit-functions.ts'
import type { AgentCareFunctions } from './agent-edit-port.ts'
import { lintFunctions } from './lint-functions.ts'
import { promoteAgent } from './promote-agent.ts'
import { trashFunctions } from './trash-functions.ts'

/** What a person does with the agents that exist. */
export function agentCareFunctions(services: Services): AgentCareFunctions {
  return {
    ...agentEditFunctions(services),
    ...trashFunctions(services),
    ...lintFunctions(services),
    handshakeAgent: async (agent_id, signal) => {
      const { handshakeAgent } = await import('./handshake-agent.ts')
      return handshakeAgent(services, requireUsable(services, agent_id), signal)
    },
    promoteAgent: async (agent_id, options) => promoteAgent(services, requirePlace(services, agent_id), options),
  }
}

function requireUsable(services: Services, agent_id: string): AgentFolder {
  const agent = services.catalog.get(agent_id)
  if (agent) return agent
  const { folder } = requirePlace(services, agent_id)
  throw new ClawError('AGENT_INVALID', `Agent '${agent_id}' is broken.`, { fix: `claw agent lint ${agent_id}`, where: folder })
}
