import type { JsonObject } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'
import type { AnswerFormat } from './answer-format.ts'
import { toInputSchema } from './to-input-schema.ts'
import type { Turn } from './to-turns.ts'

interface ToolParam {
  readonly name: string
  readonly description: string
  readonly input_schema: JsonObject
}

type AnswerTool = AnswerFormat & { readonly kind: 'tool' }

/** Tools and the wanted shape of the answer, as LangChain's class takes them for one call. */
export function callOptions(tools: ModelRequest['tools'], format: AnswerFormat, turns: readonly Turn[]) {
  const offered = tools.map(toParam)
  switch (format.kind) {
    case 'text':
      return offered.length > 0 ? { tools: offered } : past(turns)
    case 'schema': {
      const outputConfig = { format: { type: 'json_schema' as const, schema: format.schema } }
      return { ...(offered.length > 0 ? { tools: offered } : past(turns)), outputConfig }
    }
    case 'tool':
      return { tools: [...offered, answerTool(format)], ...(format.forced && { tool_choice: choiceOf(format, offered.length) }) }
    default:
      return format satisfies never
  }
}

function toParam({ name, description, input_schema }: ModelRequest['tools'][number]): ToolParam {
  return { name, description, input_schema: toInputSchema(input_schema) }
}

// A conversation that holds calls is refused without tools: those of the calls are named, and none may be called.
function past(turns: readonly Turn[]) {
  const names = new Set(turns.flatMap(({ content }) => content.flatMap((block) => (block.type === 'tool_use' ? [block.name] : []))))
  if (names.size === 0) return {}
  const tools = [...names].map((name): ToolParam => ({ name, description: 'Not there any more.', input_schema: { type: 'object' } }))
  return { tools, tool_choice: 'none' as const }
}

function answerTool({ name, schema }: AnswerTool): ToolParam {
  return { name, description: 'Your answer is given by calling this tool, once, and in no other way.', input_schema: schema }
}

function choiceOf({ name }: AnswerTool, others: number) {
  return others > 0 ? ('any' as const) : { type: 'tool' as const, name }
}
