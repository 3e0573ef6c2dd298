import * as z from 'zod/mini'
import { CORE_TOOLS } from './manifest.ts'

/** How an agent goes about its work. `as_told`: nothing is added to what its skill.md says. */
export const STRATEGIES = ['as_told', 'plan_first', 'look_first', 'small_steps', 'check_twice', 'answer_early'] as const
export const PERSONAS = ['as_told', 'careful', 'brisk', 'sceptical', 'thorough'] as const

/**
 * What evolution may change of an agent: words from closed lists and bounded numbers, so that no text of a registry reaches a prompt. `tools` is an order,
 * never a permission; `null` means as the agent has it.
 */
export const genomeSchema = z.strictObject({
  strategy: z.enum(STRATEGIES),
  persona: z.enum(PERSONAS),
  tools: z.array(z.enum(CORE_TOOLS)).check(z.maxLength(CORE_TOOLS.length)),
  temperature: z.nullable(z.number().check(z.gte(0), z.lte(1))),
  steps: z.nullable(z.number().check(z.int(), z.gte(1), z.lte(100))),
})

export type Genome = z.infer<typeof genomeSchema>

/** Changes nothing. */
export const PLAIN_GENOME: Genome = { strategy: 'as_told', persona: 'as_told', tools: [], temperature: null, steps: null }
