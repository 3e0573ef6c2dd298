import type { MemoryDraft, MemoryWritten } from '../../capsules/memory/agent-memory.ts'
import { crashpoint } from '../../kernel/crashpoint.ts'
import type { NewEvent } from '../../protocol/events.ts'
import type { AgentResponse, MemoryUpdate } from '../../protocol/messages.ts'
import type { AttemptSession } from '../desk/attempt-session.ts'
import { episodeOf } from './episode-of.ts'
import { memoryText } from './memory-text.ts'
import { type Receipt, receiptOf } from './receipt-of.ts'
import { withMemory } from './with-memory.ts'

/** More than an agent learns in one task. */
const MAX_UPDATES = 50
const EPISODE_N = -1

export interface KeptMemories {
  /** Events and audit records, for the transaction that ends the attempt: a kill before it tells them when the attempt is carried on. */
  tell(): void
}

/** Writes what the attempt has learned, each with the receipt of a successful tool call, and what it did as an episode. */
export async function keepMemories(session: AttemptSession, response: AgentResponse): Promise<KeptMemories> {
  const events: NewEvent[] = []
  crashpoint('memory.before')
  const updates = response.memory_updates.slice(0, MAX_UPDATES)
  for (const [n, update] of updates.entries()) events.push(...(await keepUpdate(session, update, n)))
  const first = response.memory_updates[MAX_UPDATES]
  if (first !== undefined)
    events.push(
      refusal(session, first.text, `at most ${MAX_UPDATES} memories are kept of one task`, response.memory_updates.length - MAX_UPDATES),
    )
  events.push(...(await keepEpisode(session, response)))
  crashpoint('memory.after')
  return { tell: () => tell(session, events) }
}

async function keepUpdate(session: AttemptSession, update: MemoryUpdate, n: number): Promise<NewEvent[]> {
  const text = memoryText(session, update.text)
  if (text === '') return [refusal(session, '', 'it has no text')]
  const receipt = receiptOf(session, update.evidence)
  if (receipt === undefined) return [refusal(session, text, `'${update.evidence}' is no successful tool call of this attempt`)]
  return write(session, { ...draftOf(session, receipt, n), kind: update.kind, text, supersedes: update.supersedes ?? null })
}

async function keepEpisode(session: AttemptSession, response: AgentResponse): Promise<NewEvent[]> {
  const last = [...session.evidence.keys()].at(-1)
  const receipt = last === undefined ? undefined : receiptOf(session, last)
  const episode = episodeOf(session, response.result)
  return receipt === undefined ? [] : write(session, { ...draftOf(session, receipt, EPISODE_N), ...episode, kind: 'episode' })
}

function draftOf({ key, context }: AttemptSession, receipt: Receipt, n: number): Omit<MemoryDraft, 'kind' | 'text'> {
  const { run_id, subtask_id, attempt } = key
  const { untrusted, private: ownContent } = context.taint.now()
  return { run_id, subtask_id, attempt, ...receipt, n, topic: null, supersedes: null, untrusted, private: ownContent }
}

async function write(session: AttemptSession, draft: MemoryDraft): Promise<NewEvent[]> {
  const { context, agent } = session
  const { agent_id } = agent
  const written = await withMemory<MemoryWritten | undefined>(context, agent_id, undefined, () =>
    context.ports.memory.write(agent_id, draft),
  )
  if (written === undefined || written.state === 'forgotten' || written.state === 'off') return []
  if (written.state === 'refused') return [refusal(session, draft.text, written.reason)]
  const { kind, text, evidence, tool, seq, untrusted } = draft
  const { item, superseded, state } = written
  const data = {
    kind,
    text,
    evidence,
    tool,
    seq,
    memory_id: item.memory_id,
    agent_id,
    superseded: [...superseded],
    untrusted,
    ...(state === 'renewed' ? { renewed: true } : {}),
  }
  return [{ type: 'memory.written', ...placeOf(session), data }]
}

function refusal(session: AttemptSession, text: string, reason: string, more = 0): NewEvent {
  return {
    type: 'memory.refused',
    ...placeOf(session),
    data: { text: text.slice(0, 300), reason, ...(more > 1 ? { more: more - 1 } : {}) },
  }
}

function placeOf({ key }: AttemptSession): { subtask_id: string; attempt: number } {
  return { subtask_id: key.subtask_id, attempt: key.attempt }
}

function tell({ context, agent, key }: AttemptSession, events: readonly NewEvent[]): void {
  for (const event of events) context.emit(event)
  const written = events.flatMap((event) => (event.type === 'memory.written' && event.data.renewed !== true ? [event.data] : []))
  if (written.length === 0) return
  const { agent_id } = agent
  const detail = { items: written.map(({ memory_id, kind, seq = null, superseded = [] }) => ({ memory_id, kind, seq, superseded })) }
  context.audit({ actor: `agent:${agent_id}`, action: 'memory.written', target: agent_id, subtask_id: key.subtask_id, agent_id, detail })
}
