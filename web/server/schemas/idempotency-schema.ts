import { z } from '@hono/zod-openapi'

/** On what makes something; see web/server/idempotency.ts. */
export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: 'The same key with the same request gives the same answer, and makes nothing twice; kept for a day.' }),
})
