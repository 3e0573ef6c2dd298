import type { RunEvent } from '../protocol/events.ts'

/** Which events of a run are looked for; what is absent or empty lets all through. */
export interface EventFilter {
  /** Groups (`tool`) or types (`tool.finished`), with commas between. */
  readonly type?: string | undefined
  readonly subtask?: string | undefined
  readonly agent?: string | undefined
  /** Words that stand in it, each of them somewhere. */
  readonly text?: string | undefined
}

/** Who works at a subtask. */
export type AgentOf = (subtask_id: string) => string | null | undefined

/** In their order. What a model is writing at the moment is no event of a list: its whole answer is one. */
export function filterEvents(events: readonly RunEvent[], filter: EventFilter, agentOf: AgentOf): readonly RunEvent[] {
  const types = partsOf(filter.type, /,/)
  const words = partsOf(filter.text?.toLowerCase(), /\s+/)
  const { subtask = '', agent = '' } = filter
  return events.filter(
    (event) =>
      event.type !== 'model.streamed' &&
      (types.length === 0 || types.includes(event.type) || types.includes(groupOf(event))) &&
      (subtask === '' || event.subtask_id === subtask) &&
      (agent === '' || isOfAgent(event, agent, agentOf)) &&
      (words.length === 0 || hasWords(event, words)),
  )
}

export function groupOf({ type }: Pick<RunEvent, 'type'>): string {
  return type.slice(0, type.indexOf('.'))
}

/** The groups that there are, with how many events of each, in the order in which they came first. */
export function eventGroups(events: readonly RunEvent[]): { readonly group: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const event of events) if (event.type !== 'model.streamed') counts.set(groupOf(event), (counts.get(groupOf(event)) ?? 0) + 1)
  return [...counts].map(([group, count]) => ({ group, count }))
}

function partsOf(text: string | undefined, separator: RegExp): string[] {
  return (text ?? '').split(separator).filter((part) => part !== '')
}

function isOfAgent(event: RunEvent, agent: string, agentOf: AgentOf): boolean {
  if (event.actor === `agent:${agent}`) return true
  return event.subtask_id !== null && agentOf(event.subtask_id) === agent
}

// A person types letter by letter: each event is written out once.
const texts = new WeakMap<RunEvent, string>()

function hasWords(event: RunEvent, words: readonly string[]): boolean {
  const text = texts.get(event) ?? JSON.stringify(event).toLowerCase()
  texts.set(event, text)
  return words.every((word) => text.includes(word))
}
