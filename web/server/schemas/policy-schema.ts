import { z } from '@hono/zod-openapi'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { PolicyRow, RuleChange } from '../../../src/view/policy-rows.ts'
import { anyJson } from './json-of.ts'

const decision = z.enum(['allow', 'ask', 'deny'])
const text = z.string()

/** With the tag that an edit of it names. */
export interface TaggedPolicy extends PolicyRow {
  readonly etag: string
}

export const taggedPolicySchema: z.ZodType<TaggedPolicy> = z
  .object({
    etag: text,
    preset: text,
    order: z.array(text),
    files: z.array(
      z.object({
        origin: z.enum(['user file', 'workspace file']),
        path: text,
        exists: z.boolean(),
        rules: z.number(),
        examples: z.number(),
      }),
    ),
    rules: z.array(
      z.object({
        id: text,
        decision,
        origin: z.enum(['user file', 'workspace file', 'standing', 'preset']),
        file: text.nullable(),
        when: anyJson<JsonObject | string>('The conditions of a rule of a file, or words.'),
        reason: text,
        counts: z.boolean(),
      }),
    ),
  })
  .openapi('Policy')

export const ruleChangeSchema: z.ZodType<RuleChange> = z
  .object({
    rule: anyJson<JsonObject>('As it stands in the file.'),
    file: text,
    tried: z.array(z.object({ example: anyJson<JsonObject>('A call.'), matches: z.boolean(), decision, rule: text })),
  })
  .openapi('RuleChange')

/** A rule as a policy file has it; the app checks it whole. */
export const ruleSchema = z
  .record(z.string(), z.unknown())
  .transform((rule) => rule as JsonObject)
  .openapi({ type: 'object', description: 'A rule as in policy.json: id, decision, its conditions, reason, examples. See docs/POLICY.md.' })
