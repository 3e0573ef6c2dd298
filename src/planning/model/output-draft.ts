import * as z from 'zod/mini'
import type { JsonObject } from '../../kernel/json.ts'
import { FIELD_TYPES, type Output, outputSchema } from '../../protocol/output.ts'

/** What is read of a model's output: what it leaves out means text. */
export const draftOutputSchema = z._default(
  z.nullable(z.object({ kind: z._default(z.nullable(z.string()), 'text'), fields: z._default(z.array(z.json()), []) })),
  null,
)
type DraftOutput = z.infer<typeof draftOutputSchema>

/** What the model is asked for: the strict form. */
export const outputDraftJsonSchema: JsonObject = {
  type: 'object',
  description:
    'What the result is. text: prose for a reader. object: one record of the fields below; list: a list of such records, for results whose values another subtask works with.',
  properties: {
    kind: { type: 'string', enum: ['text', 'object', 'list'] },
    fields: {
      type: 'array',
      description: 'Empty for text.',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', description: 'A small letter, then letters, digits or _.' },
          type: { type: 'string', enum: [...FIELD_TYPES] },
          description: { type: 'string' },
        },
        required: ['name', 'type', 'description'],
        additionalProperties: false,
      },
    },
  },
  required: ['kind', 'fields'],
  additionalProperties: false,
}

/** The output of a drafted subtask (undefined: text), and what is wrong with it in words that the model can act on. */
export function readOutputDraft({ id, output }: { readonly id: string; readonly output: DraftOutput }): {
  output?: Output
  errors: string[]
} {
  if (output === null || output.kind === null || output.kind === 'text') return { errors: [] }
  const parsed = outputSchema.safeParse(output)
  const names = parsed.success ? parsed.data.fields.map(({ name }) => name) : []
  if (parsed.success && new Set(names).size === names.length && !names.includes('constructor')) return { output: parsed.data, errors: [] }
  return { errors: [`Subtask '${id.slice(0, 60)}', output: ${HELP}`] }
}

const HELP = `an object or list needs 1 to 20 fields of different names, each a small letter, then letters, digits or _, with a type of ${FIELD_TYPES.join(', ')}.`
