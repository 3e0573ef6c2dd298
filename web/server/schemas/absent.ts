import type { z } from '@hono/zod-openapi'

/** A key that an answer may lack. `exactOptional()` would be its type, but the OpenAPI generator takes that for required. */
export function absent<T extends z.ZodType>(schema: T): z.ZodExactOptional<T> {
  return schema.optional() as unknown as z.ZodExactOptional<T>
}
