import { z } from '@hono/zod-openapi'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { genomeSchema } from '../../../src/protocol/genome.ts'
import type { AgentMetricsRow, AgentUseRow } from '../../../src/view/agent-record-rows.ts'
import type { EvolutionRow, GenomeRow } from '../../../src/view/evolution-rows.ts'
import type { AgentDetail, AgentRow, PinState } from '../../../src/view/rows.ts'
import { absent } from './absent.ts'
import { fromMini } from './from-mini.ts'
import { anyJson } from './json-of.ts'

export const agentMetricsSchema: z.ZodType<AgentMetricsRow> = z
  .object({
    runs: z.number(),
    successes: z.number(),
    failures: z.number(),
    excused: z.number().openapi({ description: 'Ended by a person, the policy, the provider or claw itself.' }),
    success_rate: z.number().nullable(),
    total_ms: z.number(),
    p50_ms: z.number().nullable(),
    p95_ms: z.number().nullable(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    model_calls: z.number(),
    unmetered_calls: z.number(),
    cost_usd: z.number().nullable(),
    known_cost_usd: z.number(),
    unpriced_calls: z.number(),
    tool_calls: z.number(),
    tool_failures: z.number(),
    recent_successes: z.number(),
    recent_failures: z.number(),
    degraded_at: z.number().nullable(),
    degraded_reason: z.string().nullable(),
    last_used_at: z.number().nullable(),
  })
  .openapi('AgentMetrics')

export const pinSchema: z.ZodType<PinState> = z
  .object({
    state: z.enum(['shipped', 'new', 'same', 'applies', 'asks', 'broken']),
    trust: z.enum(['made', 'found', 'accepted']).nullable(),
    digest: z.string().nullable(),
    what: z.array(z.string()),
  })
  .openapi('Pin')

export const agentFields = {
  agent_id: z.string(),
  name: z.string(),
  description: z.string(),
  source: z.enum(['configured', 'workspace_state', 'workspace', 'shipped']),
  folder: z.string(),
  status: z.enum(['active', 'degraded', 'broken', 'disabled']),
  problem: z.string().nullable(),
  tags: z.array(z.string()),
  tools: z.array(z.string()),
  skills: z.array(z.string()),
  metrics: agentMetricsSchema.nullable(),
  pin: pinSchema,
  shadows: z.array(z.string()),
}

/** With the tag that an edit of it names. */
export interface TaggedAgent extends AgentRow {
  readonly etag: string
}

export const taggedAgentSchema: z.ZodType<TaggedAgent> = z.object({ ...agentFields, etag: z.string() }).openapi('Agent')

export const agentUseSchema: z.ZodType<AgentUseRow> = z
  .object({
    run_id: z.string(),
    subtask_id: z.string(),
    attempt: z.number(),
    outcome: z.enum(['success', 'failure', 'excused']),
    reason: z.string().nullable().openapi({ description: 'Error code; null for a success.' }),
    ms: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cost_usd: z.number().nullable(),
    tool_calls: z.number(),
    tool_failures: z.number(),
    ended_at: z.number(),
  })
  .openapi('AgentUse')

const formSchema: z.ZodType<GenomeRow> = z
  .object({
    genome_id: z.number(),
    parent_id: z.number().nullable(),
    generation: z.number(),
    state: z.enum(['champion', 'challenger', 'replaced', 'dropped']),
    reason: z.string(),
    genome: fromMini(genomeSchema),
    fitness: z.number().nullable(),
    trials: z.number(),
    created_at: z.number(),
    ended_at: z.number().nullable(),
  })
  .openapi('EvolvedForm')

export const evolutionSchema: z.ZodType<EvolutionRow> = z
  .object({ agent_id: z.string(), enabled: z.boolean(), mutation_rate: z.number().nullable(), genomes: z.array(formSchema) })
  .openapi('Evolution')

const count = z.number()
const vectorSchema = z.object({ kind: z.string(), text: z.string(), vector: z.array(z.number()) })

export const agentDetailSchema: z.ZodType<AgentDetail> = z
  .object({
    ...agentFields,
    manifest: anyJson<JsonObject | null>('The manifest as its file says; null when it cannot be read.'),
    skill_text: z.string().nullable(),
    digest: z.string().nullable(),
    recent: z.array(agentUseSchema),
    evolution: evolutionSchema.nullable(),
    learned: z.array(z.string()),
    memory: z.object({ facts: count, procedures: count, episodes: count, pinned: count, bytes: count }).nullable(),
    memory_problem: z.string().nullable(),
    embedding: absent(z.object({ model: z.string(), dim: z.number(), vectors: z.array(vectorSchema) })),
  })
  .openapi('AgentDetail')
