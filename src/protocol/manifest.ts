import * as z from 'zod/mini'
import { isAgentId } from '../kernel/id-shapes.ts'

/** The names of the core tools, in the order in which they are shown. */
export const CORE_TOOLS = ['file_io', 'terminal', 'python_exec', 'sql_query', 'web_fetch', 'http_api'] as const
export type CoreTool = (typeof CORE_TOOLS)[number]

const words = z.array(z.string().check(z.minLength(1), z.maxLength(400)))

export const manifestSchema = z.strictObject({
  agent_id: z.string().check(z.refine(isAgentId, 'must be lower-case words joined by hyphens, at most 64 characters')),
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  description: z.string().check(z.minLength(1), z.maxLength(1000)),
  tags: words,
  tools_allowlist: z.array(z.enum(CORE_TOOLS)),
  skill_ids: words,
  examples: words,
  entrypoint: z.union([z.literal('builtin'), z.strictObject({ command: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)) })]),
  model: z.optional(
    z.strictObject({ provider: z.optional(z.string()), name: z.optional(z.string()), temperature: z.optional(z.number()) }),
  ),
  limits: z.optional(
    z.strictObject({
      steps: z.optional(z.number().check(z.int(), z.gte(1), z.lte(100))),
      tool_calls: z.optional(z.number().check(z.int(), z.gte(1), z.lte(1000))),
      timeout_s: z.optional(z.number().check(z.gt(0), z.lte(86_400))),
      memory_mb: z.optional(z.number().check(z.int(), z.gte(32), z.lte(8192))),
      /** Over all its model calls of one run. */
      tokens: z.optional(z.number().check(z.int(), z.gte(1))),
      /** The same in US dollars. */
      cost_usd: z.optional(z.number().check(z.gt(0))),
    }),
  ),
  requires_approval_for: z.array(z.enum(CORE_TOOLS)),
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  created_at: z.string(),
  created_by: z.string(),
  lineage: z.optional(z.array(z.string())),
})

export type Manifest = z.infer<typeof manifestSchema>
