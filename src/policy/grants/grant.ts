import * as z from 'zod/mini'
import { grantMatchSchema } from '../../protocol/approval.ts'

const text = z.string().check(z.minLength(1), z.maxLength(4096))
const moment = z.number().check(z.int(), z.gte(0))

/** A saved yes. It turns an `ask` of the policy into `allow`, never a `deny`. */
export const grantSchema = z.strictObject({
  id: z.string().check(z.regex(/^g_[0-9a-f]{12}$/)),
  scope: z.enum(['window', 'always']),
  /** Real path: it holds nowhere else. */
  workspace: text,
  match: grantMatchSchema,
  /** Given for a call inside of the OS sandbox: it does not hold outside of it. */
  sandboxed: z.boolean(),
  /** Who said it. */
  by: text,
  /** What was asked then. */
  why: z.string().check(z.maxLength(4096)),
  approval_id: text,
  run_id: text,
  created_at: moment,
  /** null: until it is revoked. */
  expires_at: z.nullable(moment),
})
export type Grant = z.infer<typeof grantSchema>

export const grantFileSchema = z.strictObject({ version: z.literal(1), grants: z.array(grantSchema).check(z.maxLength(5000)) })

export function isLive(grant: Grant, now: number): boolean {
  return grant.expires_at === null || now < grant.expires_at
}
