import * as z from 'zod/mini'
import { tryParseJson } from '../../kernel/json.ts'
import { describeIssues } from '../../protocol/describe-issues.ts'
import type { OwnPrices } from './price-book.ts'

const rate = z.number().check(z.gte(0), z.lte(1_000_000))
const entry = z.strictObject({
  input: rate,
  output: rate,
  cached: z.optional(rate),
  cache_write: z.optional(rate),
  as_of: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
})
const fileSchema = z.record(z.string().check(z.regex(/^(?:openai|claude|gemini|ollama)\/\S+$/)), entry)

/** The prices that a user wrote down; rates that are left out are those of `input`. A text is what is wrong with them. */
export function parseOwnPrices(text: string, source: string): OwnPrices | string {
  const parsed = tryParseJson(text)
  if (!parsed.ok) return 'it is not JSON'
  const file = fileSchema.safeParse(parsed.value)
  if (!file.success) return describeIssues(file.error.issues, 'the file')
  return Object.fromEntries(
    Object.entries(file.data).map(([name, { input, output, cached = input, cache_write = input, as_of = null }]) => [
      name,
      { tiers: [{ up_to: null, input, cached, cache_write, output }], as_of, source },
    ]),
  )
}
