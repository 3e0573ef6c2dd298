import { z } from '@hono/zod-openapi'
import type { AgentMetricsRow } from '../../../src/view/agent-record-rows.ts'
import type { AgentRow, PinState } from '../../../src/view/rows.ts'

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

export const agentRowSchema: z.ZodType<AgentRow> = z.object(agentFields).openapi('Agent')
