import type { MemoryDraft, MemoryWritten } from '../../capsules/memory/agent-memory.ts'
import type { NewEvent } from '../../protocol/events.ts'
import type { RunContext } from '../run-context.ts'
import { withMemory } from './with-memory.ts'

const SHOWN_CHARACTERS = 300

/** Writes one item into the memory of an agent, and gives what is to be told about it. */
export async function writeDraft(context: RunContext, agent_id: string, draft: MemoryDraft): Promise<NewEvent[]> {
  const written = await withMemory<MemoryWritten | undefined>(context, agent_id, undefined, () =>
    context.ports.memory.write(agent_id, draft),
  )
  if (written === undefined || written.state === 'forgotten' || written.state === 'off') return []
  if (written.state === 'refused') return [refusedMemory(draft, { text: draft.text, reason: written.reason })]
  const { kind, text, evidence, tool, seq, untrusted, subtask_id, attempt } = draft
  const { item, superseded, state } = written
  const renewed = state === 'renewed' ? { renewed: true } : {}
  const data = { kind, text, evidence, tool, seq, memory_id: item.memory_id, agent_id, superseded: [...superseded], untrusted, ...renewed }
  return [{ type: 'memory.written', subtask_id, attempt, data }]
}

export interface RefusedMemory {
  readonly text: string
  readonly reason: string
  /** How many further ones were refused with it. */
  readonly more?: number
}

export function refusedMemory(
  { subtask_id, attempt }: { readonly subtask_id: string; readonly attempt: number },
  { text, reason, more = 0 }: RefusedMemory,
): NewEvent {
  const data = { text: text.slice(0, SHOWN_CHARACTERS), reason, ...(more > 0 ? { more } : {}) }
  return { type: 'memory.refused', subtask_id, attempt, data }
}
