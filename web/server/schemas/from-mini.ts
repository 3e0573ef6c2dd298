import { z } from '@hono/zod-openapi'
import * as mini from 'zod/mini'

/** A schema of `src/protocol` in a route: checked by itself, and described by its JSON Schema. */
export function fromMini<T>(schema: mini.ZodMiniType<T>): z.ZodType<T> {
  const described = mini.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return z
    .unknown()
    .transform((value, context) => {
      const checked = schema.safeParse(value)
      if (checked.success) return checked.data
      for (const { path, message } of checked.error.issues) context.addIssue({ code: 'custom', path: [...path], message })
      return z.NEVER
    })
    .openapi(withoutDefinitions(described)) as z.ZodType<T>
}

// References of a schema inside of a document point to the document's root: any JSON, the only thing that is recursive here, is left open.
function withoutDefinitions(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === '$defs' || key === '$schema' ? undefined : value))
  return JSON.parse(text, (_key, value: unknown) => (isReference(value) ? {} : value)) as object
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$ref' in value
}
