import * as z from 'zod/mini'
import { genomeSchema } from './genome.ts'

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
  /** Evolution: with which genome an attempt works. */
  'agent.genome_used': z.object({ agent_id: text, genome_id: number, generation: number, state: text, genome: genomeSchema }),
  'agent.evolved': z.object({
    agent_id: text,
    what: z.enum(['born', 'replaced_parent', 'dropped']),
    genome_id: number,
    parent_id: number,
    generation: number,
    genome: genomeSchema,
    fitness: z.nullable(number),
    trials: number,
    parent_fitness: z.nullable(number),
    parent_trials: number,
    reason: text,
  }),
  'agent.degraded': z.object({ agent_id: text, reason: text }),
  'agent.restored': z.object({ agent_id: text, reason: text }),
} as const
