/** On what makes something; see web/server/idempotency.ts. A parameter and no header of the request's schema: that would have to be named in every call. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request gives the same answer, and makes nothing twice; kept for a day.',
  schema: { type: 'string' },
} as const
