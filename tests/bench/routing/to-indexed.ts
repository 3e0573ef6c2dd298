import type { IndexedAgent } from '../../../src/routing/index-agents.ts'
import type { DataAgent } from './read-data-set.ts'

/** As if it had a folder; of its examples the first `count`. */
export function toIndexed({ id, name, description, examples }: DataAgent, count: number): IndexedAgent {
  const manifest = { name, description, examples: examples.slice(0, count), tags: [], tools_allowlist: [], skill_ids: [] }
  return { agent_id: id, folder: `/data/${id}`, source: 'configured', digest: id, manifest }
}
