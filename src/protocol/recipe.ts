import * as z from 'zod/mini'

/**
 * A recipe with its slots filled: what the rules engine of a capsule carries out. In `args` a string that starts with `=`
 * is a JSONata expression over `{slots, steps, inputs}`; `==` starts a literal `=`. `steps` holds the results of the steps
 * before, by step id; `inputs` the results of the subtasks that this one depends on, by subtask id.
 */
export const recipeStepSchema = z.object({
  id: z.string(),
  tool: z.string(),
  args: z.record(z.string(), z.json()),
  reason: z.string(),
  /** JSONata condition; the step is left out when it is false. */
  when: z.optional(z.string()),
  /** JSONata expression that gives an array: the step runs once per `item`, one after the other, and its result is the array of results. */
  each: z.optional(z.string()),
})

export const recipeProgramSchema = z.object({
  recipe_id: z.string(),
  slots: z.record(z.string(), z.json()),
  steps: z.array(recipeStepSchema),
  /** JSONata expression over `{slots, steps, inputs}`. A text is the answer; an object `{error}` fails the subtask with that message. */
  answer: z.string(),
})

export type RecipeStep = z.infer<typeof recipeStepSchema>
export type RecipeProgram = z.infer<typeof recipeProgramSchema>
