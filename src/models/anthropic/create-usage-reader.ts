import * as z from 'zod/mini'
import type { Usage } from '../../protocol/messages.ts'
import { tokenCount } from '../wire/token-count.ts'

const count = z.catch(z.nullable(z.optional(z.number())), undefined)
const usageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
})
const eventSchema = z.object({
  usage: z.optional(z.nullable(usageSchema)),
  message: z.optional(z.object({ usage: z.optional(usageSchema) })),
})

type Counts = Readonly<Record<keyof z.infer<typeof usageSchema>, number>>

export interface UsageReader {
  readonly read: (event: object) => void
  /** undefined when no event told the size of the prompt. */
  readonly usage: () => Usage | undefined
}

/** Adds up what the events of a message tell of its tokens. Counts only grow: the API tells the prompt at the start, some servers that speak its language only at the end. */
export function createUsageReader(): UsageReader {
  let counts: Counts | undefined
  return {
    read(event) {
      const { data } = eventSchema.safeParse(event)
      const told = data?.usage ?? data?.message?.usage
      if (told !== undefined) counts = larger(counts, told)
    },
    usage: () => counts && toUsage(counts),
  }
}

function larger(counts: Counts | undefined, told: z.infer<typeof usageSchema>): Counts {
  const most = (key: keyof Counts): number => Math.max(counts?.[key] ?? 0, tokenCount(told[key] ?? 0))
  return {
    input_tokens: most('input_tokens'),
    output_tokens: most('output_tokens'),
    cache_read_input_tokens: most('cache_read_input_tokens'),
    cache_creation_input_tokens: most('cache_creation_input_tokens'),
  }
}

// The API counts what was read from and written to the cache apart from the rest of the prompt.
function toUsage(counts: Counts): Usage | undefined {
  const { cache_read_input_tokens: read, cache_creation_input_tokens: written, output_tokens } = counts
  const input_tokens = tokenCount(counts.input_tokens + read + written)
  return input_tokens === 0 ? undefined : { input_tokens, output_tokens, cached_tokens: read, cache_write_tokens: written }
}
