import type { AgentFolder, BrokenAgent } from '../capsules/agent-folder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { type JsonObject, toJson } from '../kernel/json.ts'
import type { ToolDefinition } from '../tools/define-tool.ts'
import { toolSpec } from '../tools/tool-spec.ts'
import type { AgentDetail, AgentRow } from '../view/rows.ts'
import { acceptFunctions } from './accept-functions.ts'
import { agentMetricsRow, keptUses, recentUses } from './agent-record-rows.ts'
import { requirePlace } from './agents/agent-place.ts'
import { evolutionRow } from './agents/evolution-functions.ts'
import type { App } from './app-port.ts'
import { BROKEN_PIN } from './broken-pin.ts'
import { memoryState } from './memory/memory-state.ts'
import type { Services } from './open-services.ts'
import { rewriteEntrypoints } from './rewrite-entrypoints.ts'
import { setAgentEnabled } from './set-agent-enabled.ts'
import { skillFunctions } from './skill-functions.ts'

type AgentFunctions = Pick<
  App,
  | 'listAgents'
  | 'getAgent'
  | 'agentUses'
  | 'setAgentEnabled'
  | 'rewriteEntrypoints'
  | 'listSkills'
  | 'getSkill'
  | 'listTools'
  | 'acceptAgent'
  | 'acceptSkill'
  | 'pinChanges'
>

export function agentFunctions(services: Services): AgentFunctions {
  return {
    listAgents: async ({ limit }) => (await agentRows(services)).slice(0, limit),
    getAgent: async (agent_id, options) => agentDetail(services, agent_id, options.include_embedding),
    agentUses: async (agent_id) => {
      requirePlace(services, agent_id)
      return keptUses(services.store, agent_id)
    },
    setAgentEnabled: async (agent_id, enabled) => setAgentEnabled(services, agent_id, enabled),
    ...acceptFunctions(services),
    rewriteEntrypoints: (options) => rewriteEntrypoints(services, options),
    ...skillFunctions(services),
    listTools: async (agent_id) => {
      const allowed = agent_id === undefined ? null : require(services, agent_id).manifest.tools_allowlist
      const { describeTools } = await import('./describe-tools.ts')
      return describeTools(services).map((tool) => toolRow(tool, allowed))
    },
  }
}

async function agentRows(services: Services): Promise<AgentRow[]> {
  const { catalog } = services
  await catalog.fresh()
  const rows = await Promise.all(catalog.list().map((agent) => rowOf(services, agent)))
  return [...rows, ...catalog.scanned().broken.map((agent) => brokenRow(services, agent))]
}

async function rowOf(services: Services, agent: AgentFolder): Promise<AgentRow> {
  const { store, catalog } = services
  return {
    agent_id: agent.agent_id,
    name: agent.manifest.name,
    description: agent.manifest.description,
    source: agent.source,
    folder: agent.folder,
    status: statusOf(services, agent.agent_id),
    problem: null,
    tags: agent.manifest.tags,
    tools: agent.manifest.tools_allowlist,
    skills: agent.manifest.skill_ids,
    metrics: agentMetricsRow(store, agent.agent_id),
    pin: await catalog.pins.agentState(agent),
    shadows: shadowsOf(services, agent.agent_id),
  }
}

function shadowsOf({ catalog }: Services, agent_id: string): string[] {
  return catalog.scanned().shadowed.flatMap((item) => (item.agent_id === agent_id ? [item.folder] : []))
}

function statusOf({ store }: Services, agent_id: string): AgentRow['status'] {
  const row = store.agents.get(agent_id)
  return row?.disabled === true ? 'disabled' : (row?.status ?? 'active')
}

function brokenRow(services: Services, broken: BrokenAgent): AgentRow {
  return {
    ...broken,
    name: broken.agent_id,
    description: '',
    status: 'broken',
    tags: [],
    tools: [],
    skills: [],
    metrics: null,
    pin: BROKEN_PIN,
    shadows: shadowsOf(services, broken.agent_id),
  }
}

async function agentDetail(services: Services, agent_id: string, withEmbedding: boolean): Promise<AgentDetail> {
  const { catalog } = services
  await catalog.fresh()
  const broken = catalog.scanned().broken.find((agent) => agent.agent_id === agent_id)
  if (broken)
    return {
      ...brokenRow(services, broken),
      manifest: null,
      skill_text: null,
      digest: null,
      memory: null,
      memory_problem: null,
      recent: [],
      evolution: null,
      learned: [],
    }
  const agent = require(services, agent_id)
  const detail = {
    ...(await rowOf(services, agent)),
    manifest: toJson(agent.manifest) as JsonObject,
    skill_text: agent.skillText,
    digest: agent.digest,
    learned: services.store.agents.learned(agent_id),
    ...memoryState(services, agent),
    recent: recentUses(services.store, agent_id),
    evolution: evolutionRow(services, agent_id),
  }
  return withEmbedding ? { ...detail, embedding: await embeddingOf(services, agent) } : detail
}

async function embeddingOf({ embedder }: Services, agent: AgentFolder): Promise<NonNullable<AgentDetail['embedding']>> {
  const texts = [agent.manifest.description, ...agent.manifest.examples]
  const vectors = await embedder.embed(texts)
  return {
    model: embedder.model,
    dim: embedder.dim,
    vectors: texts.map((text, i) => ({ kind: i === 0 ? 'description' : 'example', text, vector: [...(vectors[i] ?? [])] })),
  }
}

function toolRow(tool: ToolDefinition, allowed: readonly string[] | null) {
  const spec = toolSpec(tool)
  return {
    name: tool.name,
    description: tool.description,
    effects: tool.name === 'file_io' ? ['read', 'write'] : [spec.effect],
    input_schema: spec.input_schema,
    examples: tool.examples,
    aliases: tool.aliases,
    allowed: allowed === null || allowed.includes(tool.name),
  }
}

function require({ catalog }: Services, agent_id: string): AgentFolder {
  const agent = catalog.get(agent_id)
  if (agent) return agent
  throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
}
