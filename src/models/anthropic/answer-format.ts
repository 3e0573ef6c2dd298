import type { JsonObject } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'
import { takesOutputFormat, thinksByItself } from './model-traits.ts'
import { toInputSchema } from './to-input-schema.ts'
import { toOutputSchema } from './to-output-schema.ts'

export type AnswerFormat =
  | { readonly kind: 'text' }
  /** The provider constrains the text itself. */
  | { readonly kind: 'schema'; readonly schema: JsonObject }
  /** The answer is the arguments of a tool that only stands for it; `forced`: the model has no other way to answer. */
  | { readonly kind: 'tool'; readonly name: string; readonly schema: JsonObject; readonly forced: boolean }

/** How a wanted shape of the answer is asked for: by the API's own format where model and schema allow it, else by a tool. */
export function answerFormat({ response_schema: wanted }: ModelRequest, model: string): AnswerFormat {
  if (wanted === undefined) return { kind: 'text' }
  const schema = takesOutputFormat(model) ? toOutputSchema(wanted.schema) : undefined
  if (schema !== undefined) return { kind: 'schema', schema: { title: wanted.name, ...schema } }
  const name = wanted.name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 50)
  return { kind: 'tool', name: `answer_${name}`, schema: toInputSchema(wanted.schema), forced: !thinksByItself(model) }
}
