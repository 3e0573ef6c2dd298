import { ClawError } from '../kernel/claw-error.ts'

/** The answer to who names an agent that is disabled. */
export function agentDisabled(agent_id: string): ClawError {
  return new ClawError('AGENT_DISABLED', `Agent '${agent_id}' is disabled: it is given no work.`, { fix: `claw agent enable ${agent_id}` })
}
