import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'
import type { ModelMessage } from '../../protocol/messages.ts'
import type { ModelRequest } from '../chat-model.ts'
import { isMadeId } from './call-id.ts'
import { signaturesOf } from './signatures-of.ts'
import { toGeminiSchema } from './to-gemini-schema.ts'

type Turn = { readonly role: string; readonly parts: readonly JsonObject[] }

/** What LangChain leaves out of a request: tools and answers by JSON Schema, ids and signatures of calls, all results of one turn in one content. */
export function completeBody(body: JsonObject, { messages, tools, response_schema: wanted }: ModelRequest, model: string): JsonObject {
  const config = isJsonObject(body['generationConfig']) ? body['generationConfig'] : {}
  return {
    ...body,
    contents: joinTurns(readTurns(body['contents']), messages, model),
    ...(tools.length > 0 && { tools: [{ functionDeclarations: tools.map(toDeclaration) }] }),
    generationConfig: {
      ...config,
      ...(wanted !== undefined && {
        responseMimeType: 'application/json',
        responseJsonSchema: { title: wanted.name, ...toGeminiSchema(wanted.schema) },
      }),
    },
  }
}

function toDeclaration({ name, description, input_schema }: ModelRequest['tools'][number]): JsonObject {
  const schema = toGeminiSchema(input_schema)
  return { name, description, ...(!takesNothing(schema) && { parametersJsonSchema: schema }) }
}

// An object that can hold nothing is refused as a schema.
function takesNothing({ properties, additionalProperties, anyOf, oneOf }: JsonObject): boolean {
  const named = isJsonObject(properties) && Object.keys(properties).length > 0
  return !named && !additionalProperties && anyOf === undefined && oneOf === undefined
}

// LangChain makes one content of each message; the API wants the roles to alternate, and no content without parts.
function joinTurns(turns: readonly Turn[], messages: readonly ModelMessage[], model: string): JsonObject[] {
  const said = messages.filter(({ role }) => role !== 'system')
  const joined: { role: string; parts: JsonObject[] }[] = []
  for (const [index, { role, parts }] of turns.entries()) {
    const whole = completeParts(parts, said[index], model)
    const last = joined.at(-1)
    if (last?.role === role) last.parts.push(...whole)
    else if (whole.length > 0) joined.push({ role, parts: whole })
  }
  return joined
}

function completeParts(parts: readonly JsonObject[], message: ModelMessage | undefined, model: string): JsonObject[] {
  const calls = message?.tool_calls ?? []
  const signatures = signaturesOf(calls, model)
  let next = 0
  return parts.map((part) => {
    const { functionCall: call, functionResponse: result } = part
    if (isJsonObject(result)) return { functionResponse: { ...idOf(message?.tool_call_id), ...result } }
    if (!isJsonObject(call)) return part
    const [id, thoughtSignature] = [calls[next]?.id, signatures[next]]
    next += 1
    return { functionCall: { ...idOf(id), ...call }, ...(thoughtSignature !== undefined && { thoughtSignature }) }
  })
}

function idOf(id: string | undefined): { id?: string } {
  return id === undefined || isMadeId(id) ? {} : { id }
}

function readTurns(contents: Json | undefined): Turn[] {
  const list = Array.isArray(contents) ? contents.filter(isJsonObject) : []
  return list.map(({ role, parts }) => ({ role: String(role), parts: Array.isArray(parts) ? parts.filter(isJsonObject) : [] }))
}
