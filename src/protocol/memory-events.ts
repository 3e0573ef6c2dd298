import * as z from 'zod/mini'
import { memoryItemSchema } from './messages.ts'

const text = z.string()
const number = z.number()

/** What agents recall, learn, and may not keep. */
export const MEMORY_EVENTS = {
  'memory.recalled': z.object({ agent_id: z.optional(text), query: text, items: z.array(memoryItemSchema) }),
  'memory.written': z.object({
    kind: text,
    text,
    /** Intent, tool and journal entry of the successful call that it rests on. */
    evidence: text,
    tool: z.optional(text),
    seq: z.optional(number),
    memory_id: text,
    agent_id: z.optional(text),
    /** Of the items that it takes the place of. */
    superseded: z.optional(z.array(text)),
    untrusted: z.optional(z.boolean()),
    /** The same text was there: it lives on. */
    renewed: z.optional(z.boolean()),
  }),
  /** `more`: so many further ones were refused for the same reason. */
  'memory.refused': z.object({ text, reason: text, more: z.optional(number) }),
} as const
