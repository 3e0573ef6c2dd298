import { z } from '@hono/zod-openapi'
import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import type { ToolCallRow, ToolVerdict, VerdictStep } from '../../../src/view/policy-rows.ts'
import type { ToolRow } from '../../../src/view/rows.ts'
import { anyJson } from './json-of.ts'

const DECISIONS = ['allow', 'ask', 'deny'] as const

export const jsonObject = z.record(z.string(), z.unknown()) as unknown as z.ZodType<JsonObject>

export const toolSchema: z.ZodType<ToolRow> = z
  .object({
    name: z.string(),
    description: z.string(),
    effects: z.array(z.string()).openapi({ description: 'Every effect that a call of it can have.' }),
    input_schema: jsonObject.openapi({ description: 'JSON Schema 2020-12 of the arguments.' }),
    examples: z.array(jsonObject),
    aliases: z.record(z.string(), z.string()),
    allowed: z.boolean().openapi({ description: 'Whether the asked agent may use it; true for all when no agent was named.' }),
  })
  .openapi('Tool')

const stepSchema: z.ZodType<VerdictStep> = z.object({
  rule: z.string(),
  origin: z.string(),
  decision: z.enum(DECISIONS),
  reason: z.string(),
})

export const verdictSchema: z.ZodType<ToolVerdict> = z
  .object({
    tool: z.string(),
    agent_id: z.string().nullable().openapi({ description: 'null: a person.' }),
    decision: z.enum(DECISIONS),
    rule: z.string(),
    origin: z.string(),
    reason: z.string(),
    effect: z.string().nullable(),
    sandbox: z.string(),
    args: anyJson<Json>('Canonical: what every later step sees.'),
    args_hash: z.string().openapi({ description: 'To allow a call that is asked about, send it back as `allow`.' }),
    touches: z.object({
      paths: z.array(z.object({ path: z.string(), access: z.string() })),
      host: z.string().nullable(),
      method: z.string().nullable(),
      commands: z.array(z.string()),
    }),
    steps: z.array(stepSchema).openapi({ description: 'The rules in the order in which they were looked at.' }),
  })
  .openapi('ToolVerdict')

export const toolCallSchema: z.ZodType<ToolCallRow> = z
  .object({
    verdict: verdictSchema,
    ok: z.boolean(),
    result: anyJson<Json>('What the tool gave.'),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    duration_ms: z.number().nullable().openapi({ description: 'null: nothing was carried out.' }),
  })
  .openapi('ToolCall')
