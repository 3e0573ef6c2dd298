import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexedAgent } from '../../src/routing/index-agents.ts'

export interface RoutingTask {
  readonly task: string
  /** null: nobody fits, routing must abstain. */
  readonly agent: string | null
}

export interface RoutingData {
  readonly agents: readonly IndexedAgent[]
  readonly tasks: readonly RoutingTask[]
}

const DATA = join(import.meta.dirname, '../../../shared/data/routing')

/** A routing data set, or undefined where it does not lie beside the repository. */
export function loadRoutingData(name: string): RoutingData | undefined {
  const folder = join(DATA, name)
  if (!existsSync(folder)) return undefined
  const agents = readLines<{ id: string; name: string; description: string; examples: string[] }>(join(folder, 'agents.jsonl'))
  return { agents: agents.map(toAgent), tasks: readLines<RoutingTask>(join(folder, 'tasks.jsonl')) }
}

function toAgent({ id, name, description, examples }: { id: string; name: string; description: string; examples: string[] }): IndexedAgent {
  const manifest = { name, description, examples, tags: [], tools_allowlist: [], skill_ids: [] }
  return { agent_id: id, folder: `/data/${id}`, source: 'configured', digest: id, manifest }
}

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}
