import * as z from 'zod/mini'
import { grantMatchSchema } from './approval.ts'

const text = z.string()
const decision = z.enum(['allow', 'ask', 'deny'])

/** What a person allowed for longer than one call. */
export const GRANT_EVENTS = {
  'grant.made': z.object({
    grant_id: text,
    approval_id: text,
    scope: z.enum(['window', 'always']),
    match: grantMatchSchema,
    expires_at: z.nullable(text),
  }),
  'grant.evaluated': z.object({ approval_id: text, tool: text, decision, rule: text, reason: text }),
  'grant.used': z.object({ grant_id: text, intent_id: text, tool: text, args_hash: text }),
} as const
