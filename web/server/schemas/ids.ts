import { z } from '@hono/zod-openapi'
import { isAgentId } from '../../../src/kernel/ids.ts'

/** Runs and approvals have ids of the same shape. */
export const hexId = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'An id is 12 hexadecimal digits.')
  .openapi({ example: '0f3a9c1b77de' })
/** Several, with commas between; at most 500. */
export const idList = z
  .string()
  .regex(/^[0-9a-f]{12}(?:,[0-9a-f]{12}){0,499}$/, 'is made of ids with commas between.')
  .optional()
  .transform((text) => text?.split(','))
export const agentId = z.string().refine(isAgentId, 'is not the id of an agent').openapi({ example: 'repo-indexer' })
/** The name of a folder, of a rejected skill too: it is compared and never meets a path. */
const skillId = z.string().min(1).max(255).openapi({ example: 'file_system' })
export const byId = { params: z.object({ id: hexId }) }
export const byAgentId = { params: z.object({ id: agentId }) }
export const bySkillId = { params: z.object({ id: skillId }) }
/** A request that only says: do it. */
export const nothing = z.strictObject({})
