import type { AgentFolder } from '../../capsules/agent-folder.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Services } from '../open-services.ts'

export interface AgentPlace {
  readonly agent_id: string
  readonly folder: string
  readonly source: AgentFolder['source']
}

/** Where an agent stands, broken or not. Throws NOT_FOUND. */
export function requirePlace({ catalog }: Services, agent_id: string): AgentPlace {
  const found = catalog.get(agent_id) ?? catalog.scanned().broken.find((agent) => agent.agent_id === agent_id)
  if (found) return found
  throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
}

/** Throws NOT_FOUND, AGENT_INVALID. */
export function requireUsable(services: Services, agent_id: string): AgentFolder {
  const agent = services.catalog.get(agent_id)
  if (agent) return agent
  const { folder } = requirePlace(services, agent_id)
  throw new ClawError('AGENT_INVALID', `Agent '${agent_id}' is broken.`, { fix: `claw agent lint ${agent_id}`, where: folder })
}
