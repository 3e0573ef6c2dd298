import type { RunEvent } from '../../../../../src/protocol/events.ts'

/** Whose memory each item stands in, by the id of the item, as far as the events say it. */
export function ownersOfMemory(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const { type, data } of events) {
    if ((type !== 'memory.recalled' && type !== 'memory.written') || data.agent_id === undefined) continue
    for (const id of type === 'memory.written' ? [data.memory_id] : data.items.map((item) => item.id)) owners.set(id, data.agent_id)
  }
  return owners
}
