import type { AgentRow } from '../../src/view/rows.ts'
import { etagOf } from './if-match.ts'

/** Of what a person decides about an agent: what it is and whether it is given work, and not how it has done since. */
export function agentTag({ agent_id, status, source, folder, pin }: AgentRow): string {
  return etagOf({ agent_id, status, source, folder, digest: pin.digest })
}
