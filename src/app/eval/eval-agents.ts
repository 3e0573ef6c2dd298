import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { AgentsPort, RouterPort } from '../../coordinator/ports.ts'
import type { Embedder } from '../../embedding/embedder.ts'
import { sha256 } from '../../kernel/hash.ts'
import { own } from '../../kernel/json.ts'
import type { RouteCandidate, RouteDecision } from '../../routing/route-decision.ts'
import type { AgentCatalog } from '../agent-catalog.ts'
import { fromProfile } from '../replay/play-agents.ts'
import type { Recording } from '../replay/recording.ts'

/** Instructions in the place of those that were recorded: of every agent, or of some by their id. */
export interface EvalTexts {
  readonly prompt: string | null
  readonly skills: Readonly<Record<string, string>>
}

/** The agents of the recording, as they were; a new one lives as long as this run. */
export function evalAgents(catalog: AgentCatalog, recording: Recording, { prompt, skills }: EvalTexts): AgentsPort {
  const agents = new Map<string, AgentFolder>()
  for (const { manifest, skill_text } of recording.agents) {
    if (manifest.entrypoint !== 'builtin') continue
    const skillText = own(skills, manifest.agent_id) ?? prompt ?? skill_text
    const { agent_id } = manifest
    agents.set(agent_id, { agent_id, folder: '', source: 'configured', manifest, skillText, digest: sha256(skillText) })
  }
  return {
    ...catalog,
    list: () => [...agents.values()],
    get: (agent_id) => agents.get(agent_id),
    exclusively: (act) => act(),
    madeBefore: () => undefined,
    create: async (profile, origin) => {
      const agent = fromProfile(`new-agent-${agents.size + 1}`, '', profile, origin)
      agents.set(agent.agent_id, agent)
      return agent
    },
    learnExample: async () => 'known',
  }
}

/** A task goes to the agent that did the most similar one in the recording, among those that hold its tools; nobody there: a new one. */
export function evalRouter(embedder: Pick<Embedder, 'embed'>, recording: Recording, agents: AgentsPort): RouterPort {
  return {
    route: async ({ task, required_tools, exclude = [] }) => {
      const did = recording.attempts.filter(({ agent_id }) => !exclude.includes(agent_id) && holds(agents.get(agent_id), required_tools))
      const [wanted, ...known] = await embedder.embed([task, ...did.map(({ request }) => request.task)])
      const best = did.map(({ agent_id }, i) => ({ agent_id, score: cosine(wanted, known[i]) })).sort((a, b) => b.score - a.score)[0]
      const other = agents.list().find((agent) => !exclude.includes(agent.agent_id) && holds(agent, required_tools))
      const chosen = best ?? (other && { agent_id: other.agent_id, score: 0 })
      return chosen === undefined ? NOBODY : toDecision(chosen)
    },
    embedding: () => null,
    samePurpose: async () => undefined,
    learn: async () => undefined,
  }
}

const NOBODY: RouteDecision = {
  action: 'none',
  agent_id: null,
  score: null,
  threshold: 0,
  reason: 'no agent of the recording holds the tools',
  candidates: [],
}

function toDecision({ agent_id, score }: { agent_id: string; score: number }): RouteDecision {
  const parts = { examples: score, centroid: score, words: 0, cohesion: 0, prior: 0 }
  const candidate: RouteCandidate = { agent_id, score, fused: score, closest: null, parts, excluded: null }
  const reason = `${agent_id} did the most similar task of the recording`
  return { action: 'reuse', agent_id, score, threshold: 0, reason, candidates: [candidate] }
}

function holds(agent: AgentFolder | undefined, tools: readonly string[]): boolean {
  return agent !== undefined && tools.every((tool) => (agent.manifest.tools_allowlist as readonly string[]).includes(tool))
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  let sum = 0
  for (const [i, value] of (a ?? []).entries()) sum += value * (b?.[i] ?? 0)
  return Math.max(0, sum)
}
