import * as z from 'zod/mini'

const count = z.number().check(z.int(), z.gte(0))

/** Tokens of one call. */
export const usageSchema = z.object({
  /** All of the prompt. */
  input_tokens: count,
  output_tokens: count,
  /** Those of the prompt that were read from the provider's cache. */
  cached_tokens: z.optional(count),
  /** Those of the prompt that were written to the provider's cache, where that has a price of its own. */
  cache_write_tokens: z.optional(count),
})

export type Usage = z.infer<typeof usageSchema>
