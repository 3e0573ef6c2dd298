import { z } from '@hono/zod-openapi'
import type { OptionChoices } from '../../../src/view/menu/places/home/home-io.ts'
import type { RunDraft } from '../../../src/view/menu/places/home/run-draft.ts'
import type { RunPreview } from '../../../src/view/run-preview.ts'

const words = z.array(z.string())
const part = z.object({
  task: z.string(),
  recipe_id: z.string().nullable(),
  required_tools: words,
  agent_id: z.string().nullable(),
  reason: z.string(),
})

export const runPreviewSchema: z.ZodType<RunPreview> = z
  .object({
    provider: z.string(),
    provider_reason: z.string(),
    model: z.string().nullable(),
    rules_first: z.string(),
    policy: z.string(),
    problem: z.object({ message: z.string(), fix: z.string() }).nullable().openapi({ description: 'Why it cannot be started.' }),
    takes: z
      .discriminatedUnion('by', [
        z.object({ by: z.literal('agent'), agent_id: z.string(), reason: z.string() }),
        z.object({ by: z.literal('organize'), reason: z.string() }),
        z.object({
          by: z.literal('plan'),
          engine: z.enum(['rules', 'model']),
          reason: z.string(),
          parts: z.array(part),
          suggestions: words,
        }),
      ])
      .nullable(),
    price: z
      .object({ input: z.number(), output: z.number(), source: z.string() })
      .nullable()
      .openapi({ description: 'US dollars for a million tokens, at most; null: not known.' }),
    pays: z.enum(['no', 'maybe', 'yes']),
  })
  .openapi('RunPreview')

export const optionChoicesSchema: z.ZodType<OptionChoices> = z
  .object({
    agents: z.array(z.object({ agent_id: z.string(), status: z.enum(['active', 'degraded', 'broken', 'disabled']) })),
    providers: words,
    presets: words,
    modes: words,
    rules: words,
    tools: words,
    tags: words,
    configured: z.object({
      provider: z.string(),
      model: z.string(),
      policy: z.string(),
      create: z.string(),
      api: z.string(),
      rules: z.string(),
    }),
  })
  .openapi('RunChoices')

export const runDraftSchema: z.ZodType<RunDraft> = z
  .object({
    task: z.string(),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), words])),
  })
  .openapi('RunDraft')
