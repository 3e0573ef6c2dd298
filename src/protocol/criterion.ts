import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))
/** A file of the workspace; without one, the result of the subtask. */
const where = z.optional(text)

/** What a program can decide about the work of a subtask. */
export const criterionCheckSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file_exists'), path: text }),
  z.object({ kind: z.literal('not_empty'), path: where }),
  /** Met when it exits 0. It runs as a tool call of the subtask would. */
  z.object({ kind: z.literal('command'), cmd: text }),
  /** `schema`: the part of JSON Schema that json-schema.ts allows. */
  z.object({ kind: z.literal('json_matches'), path: where, schema: z.record(z.string(), z.json()) }),
  z.object({ kind: z.literal('text_contains'), path: where, text }),
])
export type CriterionCheck = z.infer<typeof criterionCheckSchema>

/** A plain sentence, or a sentence with the check that decides it. */
export const criterionSchema = z.union([z.string(), z.object({ text, check: z.optional(criterionCheckSchema) })])
export type AcceptanceCriterion = z.infer<typeof criterionSchema>
