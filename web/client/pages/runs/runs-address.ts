import * as z from 'zod/mini'
import { RUN_ORDERS } from '../../../../src/protocol/run-query.ts'

const text = z._default(z.string(), '')

/** What stands behind the `?` of the list of runs. */
export const runsSearch = z.strictObject({
  q: text,
  status: text,
  agent: text,
  tool: text,
  stage: text,
  tag: text,
  session: text,
  range: z._default(z.enum(['all', '15m', '1h', '6h', '24h', '7d']), 'all'),
  order: z._default(z.enum(RUN_ORDERS), 'newest'),
})
