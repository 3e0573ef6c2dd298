import { z } from '@hono/zod-openapi'
import { isAgentId } from '../../../src/kernel/ids.ts'

/** Runs and approvals have ids of the same shape. */
export const hexId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'An id is 12 hexadecimal digits.')
  .openapi({ example: '0f3a9c1b77de' })
export const agentId = z.string().refine(isAgentId, 'is not the id of an agent').openapi({ example: 'repo-indexer' })
export const byId = { params: z.object({ id: hexId }) }
/** A request that only says: do it. */
export const nothing = z.strictObject({})
