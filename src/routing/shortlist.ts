import type { StoredAgent } from '../store/records.ts'
import type { AgentSearch, RouteRequest } from './route-decision.ts'

/** So many that are near by vector are scored. */
export const BY_VECTOR = 16
const BY_WORDS = 8
/** Those who may not be taken, so that the decision shows who would have fitted. */
const BARRED = 6
/** Words count for so many; so many of them are looked at for their words alone. */
const WORD_HITS = 256
const WORD_REACH = 12
/** First for the usual case; the second when nobody of the first may be taken (few agents of many hold the tools). */
const REACHES = [16, 1024] as const

export interface ListedAgent {
  readonly agent: StoredAgent
  readonly excluded: string | null
}

export interface Shortlist {
  readonly agents: readonly ListedAgent[]
  readonly bm25: ReadonlyMap<string, number>
}

/** The agents worth scoring: near by vector, or found by their words. */
export function shortlist(
  search: AgentSearch,
  query: { readonly vector: Float32Array; readonly words: readonly string[]; readonly model: string },
  request: RouteRequest,
): Shortlist {
  const bm25 = new Map(search.words(query.words, WORD_HITS).map((hit) => [hit.agent_id, hit.bm25]))
  const byWords = list(search, [...bm25.keys()].slice(0, WORD_REACH), request)
  let near: ListedAgent[] = []
  for (const reach of REACHES) {
    const ids = isZero(query.vector)
      ? []
      : search.nearest(query.vector, { embedder_model: query.model, limit: reach }).map((hit) => hit.agent_id)
    near = list(search, ids, request)
    if (ids.length < reach || near.some(mayBeTaken)) break
  }
  return { agents: together(near, byWords), bm25 }
}

function list(search: AgentSearch, ids: readonly string[], request: RouteRequest): ListedAgent[] {
  const found = search.getAll(ids)
  return ids.flatMap((id) => {
    const agent = found.get(id)
    return agent === undefined ? [] : [{ agent, excluded: whyNot(agent, request) }]
  })
}

function together(near: readonly ListedAgent[], byWords: readonly ListedAgent[]): ListedAgent[] {
  const listed = near.filter(mayBeTaken).slice(0, BY_VECTOR)
  const known = new Set(listed.map(({ agent }) => agent.agent_id))
  const others = byWords.filter(({ agent }) => !known.has(agent.agent_id))
  const barred = new Map([...near, ...others].filter((item) => !mayBeTaken(item)).map((item) => [item.agent.agent_id, item]))
  return [...listed, ...others.filter(mayBeTaken).slice(0, BY_WORDS), ...[...barred.values()].slice(0, BARRED)]
}

function mayBeTaken({ excluded }: ListedAgent): boolean {
  return excluded === null
}

function whyNot(agent: StoredAgent, request: RouteRequest): string | null {
  if (agent.disabled) return 'disabled'
  if (agent.status === 'broken') return `its folder is broken: ${agent.problem ?? 'no reason is known'}`
  const missing = request.required_tools.filter((tool) => !agent.tools.includes(tool))
  if (missing.length > 0) return `does not hold ${missing.join(', ')}`
  return request.exclude?.includes(agent.agent_id) ? 'failed at this subtask before' : null
}

function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0)
}
