import * as z from 'zod/mini'

const text = z._default(z.string(), '')

/** Which part of the inbox is seen, and what of it. */
export const approvalsSearch = z.strictObject({
  tab: z._default(z.enum(['waiting', 'answered', 'grants']), 'waiting'),
  q: text,
  status: text,
  kind: text,
  agent: text,
  /** The answered request that is open. */
  open: text,
})
