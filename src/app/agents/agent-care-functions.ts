import type { Services } from '../open-services.ts'
import { agentEditFunctions } from './agent-edit-functions.ts'
import type { AgentCareFunctions } from './agent-edit-port.ts'
import { lintFunctions } from './lint-functions.ts'
import { trashFunctions } from './trash-functions.ts'

/** What a person does with the agents that exist. */
export function agentCareFunctions(services: Services): AgentCareFunctions {
  return { ...agentEditFunctions(services), ...trashFunctions(services), ...lintFunctions(services) }
}
