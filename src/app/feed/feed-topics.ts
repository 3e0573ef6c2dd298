import type { EventType } from '../../protocol/events.ts'
import type { FeedTopic } from '../../protocol/feed.ts'

/** What the first word of an audited action is about. Actions of other words touch the audit log alone. */
const OF_ACTIONS: Readonly<Record<string, readonly FeedTopic[]>> = {
  run: ['runs'],
  registry: ['runs'],
  approval: ['approvals', 'runs'],
  question: ['approvals', 'runs'],
  plan: ['runs'],
  effect: ['runs'],
  agent: ['agents'],
  agents: ['agents'],
  soul: ['agents'],
  skill: ['skills'],
  memory: ['memory'],
  grant: ['grants'],
  policy: ['policy'],
  secret: ['secrets', 'settings'],
  settings: ['settings'],
  config: ['settings'],
}

/** Events that change what a list shows; all others matter to who looks at the run itself. */
const OF_EVENTS: Readonly<Partial<Record<EventType, readonly FeedTopic[]>>> = {
  'run.started': ['runs'],
  'run.resumed': ['runs'],
  'run.forked': ['runs'],
  'run.waiting': ['runs'],
  'run.cancelling': ['runs'],
  'run.undone': ['runs'],
  'run.ended': ['runs'],
  'approval.requested': ['approvals', 'runs'],
  'approval.decided': ['approvals', 'runs'],
  'question.asked': ['approvals', 'runs'],
  'question.answered': ['approvals', 'runs'],
  'effect.in_doubt': ['runs'],
  'effect.resolved': ['runs'],
  'agent.created': ['agents'],
  'agent.changed': ['agents'],
  'agent.learned_example': ['agents'],
  'agent.credited': ['agents'],
  'agent.degraded': ['agents'],
  'agent.restored': ['agents'],
  'agent.evolved': ['agents'],
  'memory.written': ['memory'],
  'grant.made': ['grants'],
}

export function topicsOfAction(action: string): readonly FeedTopic[] {
  const word = action.split('.', 1)[0] ?? ''
  return ['audit', ...(Object.hasOwn(OF_ACTIONS, word) ? (OF_ACTIONS[word] ?? []) : [])]
}

export function topicsOfEvent(type: string): readonly FeedTopic[] {
  return Object.hasOwn(OF_EVENTS, type) ? (OF_EVENTS[type as EventType] ?? []) : []
}
