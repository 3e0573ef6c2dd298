import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { parseManifestJson } from '../parse-manifest-json.ts'

/** Changes to a manifest without an editor. */
export interface ManifestEdits {
  /** Field (`description`, `limits.steps`) and text; an empty text takes an optional field away. */
  readonly set: readonly (readonly [field: string, text: string])[]
  readonly add: readonly ListEdit[]
  readonly remove: readonly ListEdit[]
}

export interface ListEdit {
  readonly list: ManifestList
  readonly value: string
}

export const MANIFEST_LISTS = ['examples', 'tools_allowlist', 'tags', 'skill_ids', 'requires_approval_for'] as const
export type ManifestList = (typeof MANIFEST_LISTS)[number]

const FIELDS: Readonly<Record<string, 'text' | 'number' | 'list' | 'json'>> = {
  name: 'text',
  description: 'text',
  version: 'text',
  tags: 'list',
  skill_ids: 'list',
  tools_allowlist: 'list',
  requires_approval_for: 'list',
  entrypoint: 'json',
  'model.provider': 'text',
  'model.name': 'text',
  'model.temperature': 'number',
  'limits.steps': 'number',
  'limits.tool_calls': 'number',
  'limits.timeout_s': 'number',
  'limits.memory_mb': 'number',
}

/** The manifest with the edits, written as claw writes manifests; whether it is valid is another question. Throws USAGE, AGENT_INVALID. */
export function editManifest(text: string, edits: ManifestEdits): string {
  const json = parseManifestJson(text)
  if (!json.ok) throw new ClawError('AGENT_INVALID', `manifest.json: ${json.reason}`, { fix: 'claw agent edit <id> --file manifest' })
  if (!isJsonObject(json.value)) throw new ClawError('AGENT_INVALID', 'manifest.json is not an object.')
  const edited: JsonObject = structuredClone(json.value)
  for (const [field, value] of edits.set) setField(edited, field, value)
  for (const { list, value } of edits.remove) edited[list] = without(listOf(edited, list), list, value)
  for (const { list, value } of edits.add) edited[list] = [...new Set([...listOf(edited, list), value])]
  return JSON.stringify(edited) === JSON.stringify(json.value) ? text : `${JSON.stringify(edited, null, 2)}\n`
}

function setField(manifest: JsonObject, field: string, text: string): void {
  const kind = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
  if (kind === undefined)
    throw new ClawError('USAGE', `--set: '${field.slice(0, 40)}' cannot be set. Fields: ${Object.keys(FIELDS).join(', ')}`, {
      fix: 'claw agent edit <id> --set description="..."',
    })
  const [first = '', second] = field.split('.')
  const value = parsedField(kind, field, text)
  if (second === undefined) {
    put(manifest, first, value)
    return
  }
  const group = manifest[first]
  const inner: JsonObject = isJsonObject(group) ? { ...group } : {}
  put(inner, second, value)
  put(manifest, first, Object.keys(inner).length === 0 ? undefined : inner)
}

function put(target: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) delete target[key]
  else target[key] = value
}

function parsedField(kind: 'text' | 'number' | 'list' | 'json', field: string, text: string): Json | undefined {
  if (kind === 'list')
    return text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
  if (text === '') return undefined
  if (kind === 'text') return text
  const parsed = tryParseJson(text)
  if (kind === 'number' && !(parsed.ok && typeof parsed.value === 'number'))
    throw new ClawError('USAGE', `--set ${field}: '${text.slice(0, 40)}' is not a number.`)
  return parsed.ok ? parsed.value : text
}

function listOf(manifest: JsonObject, list: ManifestList): Json[] {
  const value = manifest[list]
  return Array.isArray(value) ? value : []
}

function without(values: readonly Json[], list: ManifestList, value: string): Json[] {
  if (values.includes(value)) return values.filter((one) => one !== value)
  const known = values.filter((one) => typeof one === 'string').slice(0, 60)
  throw new ClawError('USAGE', `${list} has no '${value.slice(0, 100)}'. It has:${known.map((one) => `\n  ${String(one)}`).join('')}`)
}
