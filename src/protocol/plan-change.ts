import * as z from 'zod/mini'
import { criterionSchema } from './criterion.ts'
import { outputSchema } from './output.ts'

/** What a person may change of a planned subtask. `output` null: a text. */
export const subtaskEditSchema = z.strictObject({
  title: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  task: z.optional(z.string().check(z.minLength(1), z.maxLength(20_000))),
  depends_on: z.optional(z.array(z.string())),
  required_tools: z.optional(z.array(z.string())),
  acceptance_criteria: z.optional(z.array(criterionSchema)),
  output: z.optional(z.nullable(outputSchema)),
})
export type SubtaskEdit = z.infer<typeof subtaskEditSchema>

/** With what a plan is approved: subtasks that are left out, and new values by subtask id. */
export const planChangeSchema = z.strictObject({
  drop: z._default(z.array(z.string()), []),
  edit: z._default(z.record(z.string(), subtaskEditSchema), {}),
})
export type PlanChange = z.infer<typeof planChangeSchema>
