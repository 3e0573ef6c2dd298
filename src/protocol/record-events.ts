import * as z from 'zod/mini'

const text = z.string()
const number = z.number()

/** How agents do, and what follows from it. */
export const RECORD_EVENTS = {
  'agent.credited': z.object({
    agent_id: text,
    success: z.boolean(),
    /** `excused`: what failed is not the agent's doing. */
    outcome: z.optional(z.enum(['success', 'failure', 'excused'])),
    /** Error code; null for a success. */
    reason: z.optional(z.nullable(text)),
    duration_ms: number,
    tool_calls: number,
    tool_failures: z.optional(number),
    input_tokens: number,
    output_tokens: number,
    /** null: the price of a call is unknown. */
    cost_usd: z.optional(z.nullable(number)),
    status: text,
  }),
  'agent.degraded': z.object({ agent_id: text, reason: text }),
  'agent.restored': z.object({ agent_id: text, reason: text }),
} as const
