import * as z from 'zod/mini'
import { modelMessageSchema, modelToolCallSchema, usageSchema, wireErrorSchema } from './messages.ts'

const text = z.string()
const number = z.number()

/** The calls of models: asked, growing, tried again, answered. */
export const MODEL_EVENTS = {
  'model.requested': z.object({
    intent_id: text,
    purpose: text,
    provider: text,
    model: text,
    messages: z.array(modelMessageSchema),
    tools: z.array(text),
    maybe_paid_twice: z.boolean(),
    /** What the prompt takes, about. */
    prompt_tokens: z.optional(number),
    /** What the answer was limited to, so that a limit of the run or of the agent holds. */
    max_tokens: z.optional(number),
  }),
  /** The next piece of an answer that is still coming; after a retry or another request of the same intent the text begins anew. */
  'model.streamed': z.object({ intent_id: text, text }),
  /** The first model is ill: another one is asked, and its text begins anew. */
  'model.fell_back': z.object({ intent_id: text, provider: text, model: text, error: wireErrorSchema }),
  /** The circuit breaker of a provider: open, it is left alone; half open, one call tries it. */
  'model.circuit': z.object({ provider: text, state: z.enum(['closed', 'open', 'half_open']), failures: number, retry_in_ms: number }),
  'model.retried': z.object({ intent_id: text, try: number, wait_ms: number, error: wireErrorSchema }),
  'model.finished': z.object({
    intent_id: text,
    purpose: text,
    provider: text,
    model: text,
    ok: z.boolean(),
    content: text,
    tool_calls: z.array(modelToolCallSchema),
    usage: z.nullable(usageSchema),
    cost_usd: z.nullable(number),
    /** Day of the price list that the cost comes from. */
    price_as_of: z.optional(text),
    error: z.nullable(wireErrorSchema),
    duration_ms: number,
    /** Of it, for its turn at the provider. */
    waited_ms: z.optional(number),
    replayed: z.boolean(),
  }),
} as const
