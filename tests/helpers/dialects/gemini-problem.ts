import { isJsonObject, type Json, type JsonObject } from '../../../src/kernel/json.ts'
import { geminiSchemaProblem } from './gemini-schema-problem.ts'

const FIELDS = ['contents', 'systemInstruction', 'tools', 'toolConfig', 'generationConfig', 'safetySettings', 'cachedContent']
const CONFIG_FIELDS = [
  'stopSequences',
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'responseMimeType',
  'responseSchema',
  'responseJsonSchema',
  'thinkingConfig',
]

/** Why the API would refuse a request with 400 INVALID_ARGUMENT, in its words. */
export function geminiProblem(body: JsonObject, model: string): string | undefined {
  return unknownField(body, FIELDS, '') ?? contentsProblem(body, model) ?? toolsProblem(body) ?? configProblem(body)
}

function contentsProblem(body: JsonObject, model: string): string | undefined {
  const contents = objects(body['contents'])
  if (contents.length === 0) return 'GenerateContentRequest.contents: contents is not specified'
  const system = body['systemInstruction']
  if (isJsonObject(system) && objects(system['parts']).length === 0)
    return 'GenerateContentRequest.systemInstruction.parts: must not be empty.'
  let open: JsonObject[] = []
  for (const [index, { role, parts: given }] of contents.entries()) {
    const parts = objects(given)
    if (role !== 'user' && role !== 'model') return 'Please use a valid role: user, model.'
    if (role !== (index % 2 === 0 ? 'user' : 'model')) return 'Please ensure that multiturn requests alternate between user and model.'
    const problem = partsProblem(parts, index) ?? answersProblem(open, inner(parts, 'functionResponse'))
    if (problem !== undefined) return problem
    open = inner(parts, 'functionCall')
    if (/^gemini-[3-9]/.test(model) && unsigned(parts))
      return `Function call is missing a thought_signature in functionCall parts. contents[${index}]`
  }
  return open.length > 0 ? COUNT : undefined
}

const COUNT =
  'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'

function partsProblem(parts: readonly JsonObject[], index: number): string | undefined {
  if (parts.length === 0) return `GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.`
  for (const part of parts) {
    const unknown = unknownField(
      part,
      ['text', 'thought', 'thoughtSignature', 'functionCall', 'functionResponse'],
      `contents[${index}].parts`,
    )
    if (unknown !== undefined) return unknown
    if (['text', 'functionCall', 'functionResponse'].filter((key) => Object.hasOwn(part, key)).length !== 1)
      return `GenerateContentRequest.contents[${index}].parts[0].data: required oneof field 'data' must have one initialized field`
    if (part['text'] === '') return 'Unable to submit request because it has an empty text parameter.'
  }
  return inner(parts, 'functionCall').some(({ args }) => !isJsonObject(args)) ? 'Invalid value at functionCall.args (Struct)' : undefined
}

// Each call of the turn before is answered, by its name and, where it has one, its id.
function answersProblem(calls: readonly JsonObject[], results: readonly JsonObject[]): string | undefined {
  if (calls.length !== results.length) return COUNT
  const left = [...calls]
  for (const result of results) {
    const at = left.findIndex((call) => call['name'] === result['name'] && call['id'] === result['id'])
    if (at < 0)
      return 'Please ensure that function response turn comes immediately after a function call turn, with the names that were called.'
    if (!isJsonObject(result['response'])) return 'Invalid value at functionResponse.response (Struct)'
    left.splice(at, 1)
  }
  return undefined
}

function unsigned(parts: readonly JsonObject[]): boolean {
  const first = parts.find((part) => isJsonObject(part['functionCall']))
  return first !== undefined && typeof first['thoughtSignature'] !== 'string'
}

function toolsProblem(body: JsonObject): string | undefined {
  const names = new Set<string>()
  for (const tool of objects(body['tools']).flatMap((item) => objects(item['functionDeclarations']))) {
    const name = String(tool['name'])
    const unknown = unknownField(tool, ['name', 'description', 'parameters', 'parametersJsonSchema'], 'tools[0].function_declarations[0]')
    if (unknown !== undefined) return unknown
    if (!/^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$/.test(name)) return `Invalid function name '${name}'.`
    if (names.has(name)) return `Duplicate function declaration found: ${name}`
    names.add(name)
    const problem = geminiSchemaProblem(tool['parametersJsonSchema'], `${name}.parametersJsonSchema`)
    if (problem !== undefined) return problem
  }
  return undefined
}

function configProblem(body: JsonObject): string | undefined {
  const config = isJsonObject(body['generationConfig']) ? body['generationConfig'] : {}
  const json = config['responseMimeType'] === 'application/json'
  const schema = config['responseJsonSchema']
  if (schema !== undefined && !json) return 'response_json_schema requires response_mime_type: application/json.'
  if (json && objects(body['tools']).length > 0) return "Function calling with a response mime type: 'application/json' is unsupported"
  return unknownField(config, CONFIG_FIELDS, 'generation_config') ?? geminiSchemaProblem(schema, 'generation_config.response_json_schema')
}

function unknownField(value: JsonObject, known: readonly string[], where: string): string | undefined {
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  return unknown === undefined ? undefined : `Invalid JSON payload received. Unknown name "${unknown}" at '${where}': Cannot find field.`
}

function inner(parts: readonly JsonObject[], key: string): JsonObject[] {
  return parts.map((part) => part[key]).filter((value) => isJsonObject(value))
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
