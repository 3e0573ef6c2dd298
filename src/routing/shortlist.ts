import type { StoredAgent } from '../store/records.ts'
import type { AgentSearch, RouteRequest } from './route-decision.ts'

const SHORTLIST = 24
/** First for the usual case; the second when nobody of the first may be taken (few agents of many hold the tools). */
const REACHES = [32, 1024] as const

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
  const bm25 = new Map(search.words(query.words, SHORTLIST).map((hit) => [hit.agent_id, hit.bm25]))
  let agents: ListedAgent[] = []
  for (const reach of REACHES) {
    const near = isZero(query.vector) ? [] : search.nearest(query.vector, { embedder_model: query.model, limit: reach })
    agents = list(search, [...near.map((hit) => hit.agent_id), ...bm25.keys()], request)
    if (near.length < reach || agents.some((listed) => listed.excluded === null)) break
  }
  return { agents: cut(agents), bm25 }
}

function list(search: AgentSearch, ids: readonly string[], request: RouteRequest): ListedAgent[] {
  const distinct = [...new Set(ids)]
  const found = search.getAll(distinct)
  return distinct.flatMap((id) => {
    const agent = found.get(id)
    return agent === undefined ? [] : [{ agent, excluded: whyNot(agent, request) }]
  })
}

/** Those who may be taken first; of those who may not, a few, so that the decision shows who would have fitted. */
function cut(agents: readonly ListedAgent[]): ListedAgent[] {
  const eligible = agents.filter((listed) => listed.excluded === null).slice(0, SHORTLIST)
  const others = agents.filter((listed) => listed.excluded !== null).slice(0, SHORTLIST / 4)
  return [...eligible, ...others]
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
