import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { readSmallFile } from './read-small-file.ts'

/** The user's config.json; undefined when there is none. Throws CONFIG_INVALID. */
export function readConfigFile(path: string): JsonObject | undefined {
  const content = readSmallFile(path)
  if (content === undefined) return undefined
  const parsed = tryParseJson(content)
  if (parsed.ok && isJsonObject(parsed.value)) return parsed.value
  const reason = parsed.ok ? 'it is not a JSON object' : parsed.reason
  throw new ClawError('CONFIG_INVALID', `${path} cannot be read: ${reason}.`, { fix: `Mend or remove ${path}.`, where: path })
}

export function configFileText(values: JsonObject): string {
  return `${JSON.stringify(values, null, 2)}\n`
}
