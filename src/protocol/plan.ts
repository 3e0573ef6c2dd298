import * as z from 'zod/mini'
import { criterionSchema } from './criterion.ts'
import { outputSchema } from './output.ts'
import { recipeProgramSchema } from './recipe.ts'

export const PHASES = ['discovery', 'execution'] as const
export type Phase = (typeof PHASES)[number]
export type Engine = 'rules' | 'model' | 'mixed'

export const subtaskSchema = z.object({
  /** Unique in the run, for example `s1`. */
  id: z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,39}$/)),
  phase: z.enum(PHASES),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  /** What the agent is told to do, complete in itself. */
  task: z.string().check(z.minLength(1)),
  depends_on: z.array(z.string()),
  required_tools: z.array(z.string()),
  acceptance_criteria: z.array(criterionSchema),
  /** Absent: a text. */
  output: z.optional(outputSchema),
  /** Set when the planner or `--agent` names the agent; routing decides otherwise. */
  agent_id: z.optional(z.string()),
  recipe: z.optional(recipeProgramSchema),
  /** The subtask whose agent gave this work away; the plan itself does not know it. */
  delegated_by: z.optional(z.string()),
})

/** A subtask as events and documents show it. */
export const plannedSchema = z.object({
  id: z.string(),
  phase: z.enum(PHASES),
  title: z.string(),
  task: z.string(),
  depends_on: z.array(z.string()),
  required_tools: z.array(z.string()),
  acceptance_criteria: z.array(criterionSchema),
  output: z.optional(outputSchema),
  recipe_id: z.nullable(z.string()),
})

export const planSchema = z.object({
  engine: z.enum(['rules', 'model']),
  phase: z.enum(PHASES),
  /** True when one agent takes the task as it is, without a plan call. */
  direct: z.boolean(),
  reason: z.string(),
  subtasks: z.array(subtaskSchema).check(z.minLength(1)),
})

export type Subtask = z.infer<typeof subtaskSchema>
export type Plan = z.infer<typeof planSchema>
