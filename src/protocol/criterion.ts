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

export interface Criterion {
  readonly text: string
  readonly check?: CriterionCheck
}

export function toCriterion(criterion: AcceptanceCriterion): Criterion {
  if (typeof criterion === 'string') return { text: criterion }
  return criterion.check === undefined ? { text: criterion.text } : { text: criterion.text, check: criterion.check }
}

/** As an agent and a person read it: what must hold, and how that is checked. */
export function criterionText(criterion: AcceptanceCriterion): string {
  const { text, check } = toCriterion(criterion)
  return check === undefined ? text : `${text} (check: ${checkText(check)})`
}

export function checkText(check: CriterionCheck): string {
  switch (check.kind) {
    case 'file_exists':
      return `file ${check.path} exists`
    case 'not_empty':
      return `${placeOf(check.path)} is not empty`
    case 'command':
      return `\`${check.cmd}\` exits 0`
    case 'json_matches':
      return `${placeOf(check.path)} is JSON that matches ${JSON.stringify(check.schema)}`
    case 'text_contains':
      return `${placeOf(check.path)} contains "${check.text}"`
    default:
      return check satisfies never
  }
}

function placeOf(path: string | undefined): string {
  return path === undefined ? 'the result' : `file ${path}`
}
