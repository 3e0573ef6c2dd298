import type { ModelRequest } from '../chat-model.ts'

/** Beside tools the API takes no schema of the answer: there it is told in words. */
export function tellSchema({ response_schema: wanted, ...request }: ModelRequest): ModelRequest {
  if (wanted === undefined) return request
  if (request.tools.length === 0) return { ...request, response_schema: wanted }
  const told = `An answer without a tool call is JSON alone, no words and no fence around it, and fits this JSON Schema:\n${JSON.stringify(wanted.schema)}`
  return { ...request, messages: [...request.messages, { role: 'system', content: told }] }
}
