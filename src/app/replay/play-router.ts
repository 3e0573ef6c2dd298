import type { RouterPort } from '../../coordinator/ports.ts'
import type { EventOf } from '../../protocol/events.ts'
import type { RouteCandidate, RouteDecision, RouteParts } from '../../routing/route-decision.ts'
import type { ReplayStop } from './end-of-record.ts'
import { recordedQueue } from './recorded-queue.ts'
import type { Recording } from './recording.ts'

/** Routing as it was decided then; nothing is embedded and nothing is learned. */
export function playRouter(recording: Recording, stop: ReplayStop): RouterPort {
  const tasks = new Map(recording.subtasks.map(({ spec }) => [spec.id, spec.task]))
  const decided = recording.events.flatMap((event) => (event.type === 'route.decided' ? [event] : []))
  const routes = recordedQueue(
    decided.filter(({ data }) => data.action !== 'named' && data.candidates.length + Number(data.action === 'create') > 0),
    (event) => tasks.get(event.subtask_id ?? '') ?? '',
  )
  const twins = recording.events.flatMap((event) => (event.type === 'agent.learned_example' ? [event.data] : []))
  return {
    route: async ({ task }) => {
      const known = routes.next(task)
      if (known !== undefined) return toDecision(known, shownToModel(recording, known.subtask_id))
      if (decided.some((event) => tasks.get(event.subtask_id ?? '') === task)) return NONE
      return task === recording.run.task
        ? NONE
        : stop.end({ kind: 'asked', what: `an agent for a subtask that was not routed then: ${task.slice(0, 80)}` })
    },
    embedding: () => null,
    samePurpose: async ({ name }) => {
      const twin = twins.find(({ proposed }) => proposed === name)
      const [, given = '1', of = '1'] = twin?.reason.match(/: (\d+) of (\d+) /) ?? []
      return twin && { agent_id: twin.agent_id, score: twin.score, given: Number(given), of: Number(of) }
    },
    learn: async () => undefined,
  }
}

const NONE: RouteDecision = { action: 'none', agent_id: null, score: null, threshold: 0, reason: 'not decided on then', candidates: [] }

/** What the event keeps of a decision is all that the coordinator goes by; who was close is seen by what the model was shown. */
function toDecision({ data }: EventOf<'route.decided'>, close: ReadonlySet<string>): RouteDecision {
  const candidates = data.candidates.map((item, i): RouteCandidate => {
    const fused = i === 0 || close.has(item.agent_id) ? 1 : 0
    return { ...item, parts: item.parts as unknown as RouteParts, fused, closest: null }
  })
  const { action, threshold, reason } = data
  const reuse = action === 'reuse' || action === 'reranked'
  const agent_id = action === 'reranked' ? (candidates[0]?.agent_id ?? null) : data.agent_id
  return { action: reuse ? 'reuse' : 'none', agent_id: reuse ? agent_id : null, score: data.score, threshold, reason, candidates }
}

function shownToModel({ journal }: Recording, subtask_id: string | null): Set<string> {
  const asked = journal.find((entry) => entry.subtask_id === `@route.${subtask_id}`)
  return new Set(JSON.stringify(asked?.request ?? null).match(/(?<=agent_id\\":\\")[^"\\]+/g) ?? [])
}
