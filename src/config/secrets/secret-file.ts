import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { type PrivateFileProblem, readPrivateFile } from '../../kernel/private-file.ts'
import { isSecretHost, SECRET_NAME, type Secret, secretValueProblem } from './secret.ts'

const RULES = { maxBytes: 1024 * 1024, othersMayNot: 0o077 }

export function secretFilePath(userConfigDir: string): string {
  return join(userConfigDir, 'secrets.json')
}

/** Every secret of the file; none when there is no file. Throws CONFIG_INVALID, and no message ever quotes the file. */
export function readSecretFile(path: string): Secret[] {
  const read = readPrivateFile(path, RULES)
  if (read.state === 'absent') return []
  if (read.state === 'refused') throw broken(path, read.problem)
  const parsed = tryParseJson(read.text)
  // The reason of the JSON parser quotes the text: a value would be in the message.
  if (!parsed.ok || !isJsonObject(parsed.value)) throw broken(path, { why: 'it is not a JSON object', fix: undefined })
  return parsed.value['version'] === undefined ? olderForm(parsed.value, path) : presentForm(parsed.value, path)
}

export function secretFileText(secrets: readonly Secret[]): string {
  const sorted = [...secrets].sort((a, b) => (a.name < b.name ? -1 : 1))
  const table = Object.fromEntries(sorted.map(({ name, ...rest }) => [name, rest]))
  return `${JSON.stringify({ version: 1, secrets: table }, null, 2)}\n`
}

/** `{"OPENAI_API_KEY": "..."}`: what earlier versions took. */
function olderForm(file: JsonObject, path: string): Secret[] {
  return Object.entries(file).map(([name, value]) => {
    if (!SECRET_NAME.test(name) || typeof value !== 'string')
      throw broken(path, { why: `'${shown(name)}' is no name with a text`, fix: undefined })
    return { name, value, since: null, hosts: [], agents: [] }
  })
}

function presentForm({ version, secrets, ...more }: JsonObject, path: string): Secret[] {
  const stranger = Object.keys(more)[0]
  if (stranger !== undefined) throw broken(path, { why: `it has the unknown member '${shown(stranger)}'`, fix: undefined })
  if (version !== 1) throw broken(path, { why: 'its version is not 1', fix: 'Update claw.' })
  if (!isJsonObject(secrets)) throw broken(path, { why: "'secrets' is not an object", fix: undefined })
  return Object.entries(secrets).map(([name, entry]) => {
    const problem = entryProblem(name, entry)
    if (problem !== undefined) throw broken(path, { why: `'${shown(name)}' ${problem}`, fix: undefined })
    return { name, ...(entry as unknown as Omit<Secret, 'name'>) }
  })
}

function entryProblem(name: string, entry: Json): string | undefined {
  if (!SECRET_NAME.test(name)) return 'is not a name of a secret'
  if (!isJsonObject(entry)) return 'is not an object'
  const { value, since, hosts, agents, ...more } = entry
  if (Object.keys(more).length > 0) return `has the unknown member '${shown(Object.keys(more)[0] ?? '')}'`
  if (typeof value !== 'string') return 'has no value'
  const problem = secretValueProblem(value)
  if (problem !== undefined) return `has a value that cannot be used: ${problem}`
  if (since !== null && (typeof since !== 'string' || Number.isNaN(Date.parse(since)))) return 'has no time of being set'
  if (!isTexts(hosts) || !hosts.every(isSecretHost)) return 'has no list of hosts'
  return isTexts(agents) ? undefined : 'has no list of agents'
}

function isTexts(value: Json | undefined): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

// A value that stands where a name is meant must not be told either.
function shown(name: string): string {
  return SECRET_NAME.test(name) || /^[a-z_]{1,20}$/.test(name) ? name : '(hidden)'
}

function broken(path: string, { why, fix }: PrivateFileProblem): ClawError {
  const otherwise = `Mend it, or start without secrets: mv ${path} ${path}.broken`
  return new ClawError('CONFIG_INVALID', `The secrets in ${path} cannot be used: ${why}.`, { fix: fix ?? otherwise, where: path })
}
