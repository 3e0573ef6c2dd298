import type { TrashRow } from '../../../agent-care-rows.ts'
import type { AgentRow } from '../../../rows.ts'
import { passesFilter } from '../../parts/list.ts'
import { agentStanding, sourceWord } from './agent-standing.ts'

/** A row of the list: an agent, a folder that another one of its id hides, or one that lies in the trash. */
export type AgentEntry =
  | { readonly kind: 'agent'; readonly id: string; readonly agent: AgentRow }
  | { readonly kind: 'hidden'; readonly id: string; readonly folder: string; readonly by: AgentRow }
  | { readonly kind: 'deleted'; readonly id: string; readonly trash: TrashRow }

/** Everything that the filter leaves, agents first. Of several deleted ones of an id the last can be brought back. */
export function agentEntries(agents: readonly AgentRow[], trash: readonly TrashRow[], filter: string): AgentEntry[] {
  const entries: AgentEntry[] = [
    ...agents.map((agent) => ({ kind: 'agent', id: agent.agent_id, agent }) as const),
    ...agents.flatMap((by) => by.shadows.map((folder) => ({ kind: 'hidden', id: `hidden ${folder}`, folder, by }) as const)),
    ...trash
      .filter(({ agent_id }, index) => trash.findIndex((one) => one.agent_id === agent_id) === index)
      .map((one) => ({ kind: 'deleted', id: `deleted ${one.agent_id}`, trash: one }) as const),
  ]
  return entries.filter((entry) => passesFilter(filter, searched(entry)))
}

function searched(entry: AgentEntry): string {
  if (entry.kind === 'hidden') return `${entry.by.agent_id} shadowed ${entry.folder}`
  if (entry.kind === 'deleted') return `${entry.trash.agent_id} deleted ${entry.trash.name}`
  const { agent } = entry
  const words = [agent.agent_id, agent.name, agent.description, agentStanding(agent).word, sourceWord(agent.source)]
  return [...words, ...agent.tools, ...agent.tags, ...agent.skills].join(' ')
}
