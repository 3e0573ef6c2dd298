import * as z from 'zod/mini'
import type { JsonObject } from '../../kernel/json.ts'
import { criterionJsonSchema, draftCriterionSchema } from './criterion-draft.ts'
import { verdictsAnswerSchema, verdictsJsonSchema } from './judge-criteria.ts'
import { draftOutputSchema, outputDraftJsonSchema } from './output-draft.ts'

const texts = z._default(z.array(z.string()), [])

const draftSchema = z.object({
  id: z.string(),
  title: z.string(),
  task: z.string(),
  depends_on: texts,
  required_tools: texts,
  acceptance_criteria: z._default(z.array(draftCriterionSchema), []),
  output: draftOutputSchema,
})

/** What is read of a model's plan. It forgives what is left out: servers without structured output leave out empty lists. */
export const planAnswerSchema = z.object({
  verdicts: verdictsAnswerSchema,
  reason: z._default(z.string(), ''),
  discovery: z._default(z.array(draftSchema), []),
  execution: z._default(z.array(draftSchema), []),
})

export type DraftSubtask = z.infer<typeof draftSchema>
export type PlanAnswer = z.infer<typeof planAnswerSchema>

const list = (items: JsonObject, description: string): JsonObject => ({ type: 'array', items, description })
const text = (description: string): JsonObject => ({ type: 'string', description })
const closed = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})

export interface PlanMembers {
  readonly withDiscovery: boolean
  readonly withVerdicts: boolean
}

/** What the model is asked for: the strict form, every member required and nothing else allowed. */
export function planJsonSchema(tools: readonly string[], { withDiscovery, withVerdicts }: PlanMembers): JsonObject {
  const subtask = closed({
    id: text('Short and unique: s1, s2, ...'),
    title: text('A few words for the progress line.'),
    task: text(
      'What the agent has to do, complete in itself: it sees neither the whole task nor the other subtasks, only the results of depends_on.',
    ),
    depends_on: list({ type: 'string' }, 'Ids of the subtasks whose results this one needs. Empty: it starts at once.'),
    required_tools: list({ type: 'string', enum: [...tools] }, 'The tools without which it cannot be done; no others.'),
    acceptance_criteria: list(criterionJsonSchema, 'One to three, that tell whether the work is right.'),
    output: outputDraftJsonSchema,
  })
  return closed({
    ...(withVerdicts && { verdicts: verdictsJsonSchema }),
    reason: text('One sentence: why this plan.'),
    ...(withDiscovery && { discovery: list(subtask, 'Only when facts must be found out before the work can be planned; else empty.') }),
    execution: list(subtask, withDiscovery ? 'The work itself; empty when discovery is not.' : 'The work itself.'),
  })
}
