import { toJSONSchema } from 'zod/mini'
import type { JsonObject } from '../kernel/json.ts'
import type { ToolEffect, ToolSpec } from '../protocol/messages.ts'
import type { ToolDefinition } from './define-tool.ts'

const EFFECT_OF_TOOL: Readonly<Record<string, ToolEffect>> = {
  file_io: 'write',
  terminal: 'exec',
  python_exec: 'exec',
  sql_query: 'read',
  web_fetch: 'network',
  http_api: 'network',
}
const cache = new WeakMap<ToolDefinition, ToolSpec>()

/** How a tool is described to a capsule and to a model; its effect is the widest one that it can have. */
export function toolSpec(tool: ToolDefinition): ToolSpec {
  const known = cache.get(tool)
  if (known) return known
  const { $schema: _, ...schema } = toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' }) as JsonObject
  const spec: ToolSpec = {
    name: tool.name,
    description: tool.description,
    input_schema: schema,
    effect: EFFECT_OF_TOOL[tool.name] ?? 'exec',
  }
  cache.set(tool, spec)
  return spec
}
