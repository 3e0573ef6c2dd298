import type { MemoryItem } from '../../protocol/messages.ts'
import type { RunContext } from '../run-context.ts'
import { withMemory } from './with-memory.ts'

/** What an agent remembers about the query; nothing where its memory cannot be used. */
export function recallFor(context: RunContext, agent_id: string, query: string, limit: number): Promise<MemoryItem[]> {
  return withMemory(context, agent_id, [], () => context.ports.memory.recall(agent_id, query, limit))
}

/** Counts them as used, once they are told. A kill before loses a count, no more. */
export function countRecalled(context: RunContext, agent_id: string, items: readonly MemoryItem[]): Promise<void> {
  if (items.length === 0) return Promise.resolve()
  const ids = items.map((item) => item.id)
  return withMemory(context, agent_id, undefined, () => context.ports.memory.touch(agent_id, ids))
}
