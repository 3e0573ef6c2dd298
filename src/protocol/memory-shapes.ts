import * as z from 'zod/mini'

/** What an agent is told of what it remembers. */
export const memoryItemSchema = z.object({
  id: z.string(),
  kind: z.enum(['fact', 'procedure', 'episode']),
  text: z.string(),
  score: z.number(),
  /** It was learned in a run that had read content from outside. */
  untrusted: z.optional(z.boolean()),
  /** false: the run that learned it had read nothing of the person's own. */
  private: z.optional(z.boolean()),
  /** The day on which it was learned: 2026-11-20. */
  learned: z.optional(z.string()),
})

/** What an agent wants to remember. */
export const memoryUpdateSchema = z.object({
  kind: z.enum(['fact', 'procedure', 'episode']),
  text: z.string().check(z.minLength(1), z.maxLength(2000)),
  /** The id of a tool_call_intent of this attempt whose result was ok: memory needs evidence. */
  evidence: z.string(),
  /** The id of a remembered item that this one replaces. */
  supersedes: z.optional(z.string().check(z.maxLength(64))),
})

export type MemoryItem = z.infer<typeof memoryItemSchema>
export type MemoryUpdate = z.infer<typeof memoryUpdateSchema>
