import { z } from '@hono/zod-openapi'

/** A JSON body as a route declares it. */
export function jsonOf<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** The same for what a request brings: it must be there. */
export function bodyOf<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** Any JSON: what an agent, a tool or a model gave. */
export function anyJson<T>(description: string): z.ZodType<T> {
  return z.unknown().openapi({ description }) as z.ZodType<T>
}
