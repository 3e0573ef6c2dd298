import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { visibleLine } from '../kernel/visible-text.ts'

const MAX_BYTES = 512 * 1024

/** --context-json: an object, or the path of a file that holds one. Throws CONTEXT_INVALID. */
export function readContext(text: string | undefined, cwd = process.cwd()): JsonObject {
  if (text === undefined) return {}
  if (text.trim().startsWith('{')) return parseObject(text, '--context-json')
  return parseObject(readFile(resolve(cwd, text), text), visibleLine(text))
}

function readFile(path: string, given: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isFile()) throw invalid(`'${visibleLine(given.slice(0, 100))}' is neither a JSON object nor a file.`)
  if (stat.size > MAX_BYTES) throw invalid(`${visibleLine(given)} is larger than 512 KiB.`)
  return readFileSync(path, 'utf8')
}

function parseObject(text: string, where: string): JsonObject {
  const parsed = tryParseJson(text)
  if (!parsed.ok) throw invalid(`${where} is not valid JSON: ${visibleLine(parsed.reason)}`)
  if (!isJsonObject(parsed.value)) throw invalid(`${where} holds JSON, but not an object.`)
  return parsed.value
}

function invalid(message: string): ClawError {
  return new ClawError('CONTEXT_INVALID', message)
}
