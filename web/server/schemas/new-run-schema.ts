import { z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import type { RerunOptions } from '../../../src/app/runs/run-care-port.ts'
import { startOptionsOf } from '../../../src/app/runs/start-options-of.ts'
import { APPROVAL_MODES, POLICY_PRESETS, PROVIDERS, RULES_FIRST } from '../../../src/config/config.ts'
import type { SettingFlag } from '../../../src/config/setting-flags.ts'
import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import { isRunTag, MAX_TAGS } from '../../../src/kernel/run-tag.ts'
import { CORE_TOOLS } from '../../../src/protocol/manifest.ts'
import { agentId } from './ids.ts'
import { anyJson } from './json-of.ts'

const amount = (least: number) => z.number().min(least).nullable().optional().default(null)

const flags = {
  'llm-provider': z.enum(PROVIDERS).optional(),
  'llm-model': z.string().min(1).max(200).optional(),
  'rules-first': z.enum(RULES_FIRST).optional(),
  policy: z.enum(POLICY_PRESETS).optional(),
  'create-approval-mode': z.enum(APPROVAL_MODES).optional(),
  'api-approval-mode': z.enum(APPROVAL_MODES).optional(),
  'allow-path': z.string().min(1).max(4000).optional().openapi({ description: 'Further folders that tools may reach, with commas.' }),
} satisfies Readonly<Record<SettingFlag, z.ZodType>>

/** What `claw run` takes; what is absent is as configured. */
export const newRunSchema = z
  .strictObject({
    task: z.string().openapi({ description: 'May be empty with `organize`, which makes it.' }),
    agent_id: agentId.optional().openapi({ description: 'Does all of it, without a plan.' }),
    session_id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, 'takes letters, digits, dot, hyphen and underscore, at most 80')
      .optional(),
    context: z.record(z.string(), anyJson<Json>('Any JSON.')).optional(),
    plan_only: z.boolean().optional().openapi({ description: 'A dry run: the plan is made, and carried out by a resume.' }),
    approve_plan: z.boolean().optional(),
    max_tokens: amount(1).openapi({ description: 'Over all model calls; null: as configured.' }),
    max_cost_usd: amount(0),
    timeout_s: amount(1),
    organize: z
      .strictObject({ folder: z.string().min(1), recursive: z.boolean(), dryRun: z.boolean() })
      .nullable()
      .optional(),
    tags: z
      .array(z.string().refine(isRunTag, 'is no tag: letters, digits and . _ / : - of at most 40 characters'))
      .max(MAX_TAGS)
      .optional(),
    tools: z.array(z.enum(CORE_TOOLS)).optional().openapi({ description: 'What agents may use at most.' }),
    temperature: z.number().min(0).max(2).nullable().optional(),
    flags: z.strictObject(flags).optional().openapi({ description: 'Settings for this run alone, by the flags of `claw run`.' }),
  })
  .openapi('NewRun')

export type NewRun = z.output<typeof newRunSchema>

export function toStartOptions({ config }: Pick<App, 'config'>, run: NewRun): RerunOptions {
  const { context = {}, agent_id = '', session_id = '', organize = null, tags = [], tools = [], temperature = null } = run
  const { task, plan_only = false, approve_plan = false, max_tokens, max_cost_usd, timeout_s } = run
  const limits = { max_tokens, max_cost_usd, timeout_s }
  const request = { task, agent_id, session_id, organize, tags, tools, temperature, plan_only, approve_plan, ...limits }
  const chosen = Object.entries(run.flags ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  const flagged = { ...request, flags: Object.fromEntries(chosen) }
  return startOptionsOf({ request: flagged, context: context as JsonObject, cwd: config.workspace }, config)
}
