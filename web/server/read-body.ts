import type { Context } from 'hono'
import type * as z from 'zod/mini'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { tryParseJson } from '../../src/kernel/json.ts'

/** The JSON body, checked. Its size was limited before. Throws USAGE. */
export async function readBody<T extends z.ZodMiniType>(context: Context, schema: T): Promise<z.infer<T>> {
  const parsed = tryParseJson(await context.req.text())
  if (!parsed.ok) throw new ClawError('USAGE', 'The body is not JSON.', { fix: 'Send one JSON object.' })
  const checked = schema.safeParse(parsed.value)
  if (checked.success) return checked.data
  const problems = checked.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw new ClawError('USAGE', `The body does not fit: ${problems.join('; ')}`, { fix: 'See docs/WEB.md.' })
}
