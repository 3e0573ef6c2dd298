import type { NewEvent } from '../../protocol/events.ts'
import type { RunContext } from '../run-context.ts'

/** The events, and one audit record of what was written. In the transaction of what they belong to. */
export function tellMemories(context: RunContext, agent_id: string, events: readonly NewEvent[]): void {
  for (const event of events) context.emit(event)
  const written = events.flatMap((event) => (event.type === 'memory.written' && event.data.renewed !== true ? [event] : []))
  const [first] = written
  if (first === undefined) return
  const items = written.map(({ data: { memory_id, kind, seq = null, superseded = [] } }) => ({ memory_id, kind, seq, superseded }))
  context.audit({
    actor: `agent:${agent_id}`,
    action: 'memory.written',
    target: agent_id,
    agent_id,
    detail: { items },
    ...(first.subtask_id === undefined ? {} : { subtask_id: first.subtask_id }),
  })
}
