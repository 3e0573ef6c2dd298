import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'

/** A manifest as its text says; undefined for what is no JSON object. */
export function manifestObject(text: string): JsonObject | undefined {
  const json = tryParseJson(text)
  return json.ok && isJsonObject(json.value) ? json.value : undefined
}

/** `limits.steps`; undefined when it is not there. */
export function valueAt(manifest: JsonObject, field: string): Json | undefined {
  return field
    .split('.')
    .reduce<Json | undefined>((value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), manifest)
}

/** The texts of a list; what is no text in it as JSON. */
export function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : []
}

/** The text with these fields put (undefined: taken out). What it says otherwise stays, and one that says the same stays to the letter. */
export function manifestWith(text: string, fields: Readonly<Record<string, Json | undefined>>): string {
  const before = manifestObject(text)
  if (before === undefined) return text
  const edited = { ...before }
  for (const [name, value] of Object.entries(fields)) put(edited, name, value)
  return JSON.stringify(edited) === JSON.stringify(before) ? text : `${JSON.stringify(edited, null, 2)}\n`
}

// A list that was missing and stays empty stays missing: what is wrong with that is told.
function put(manifest: JsonObject, name: string, value: Json | undefined): void {
  if (Array.isArray(value) && value.length === 0 && valueAt(manifest, name) === undefined) return
  const [first = '', second] = name.split('.')
  if (second === undefined) {
    assign(manifest, first, value)
    return
  }
  const group = isJsonObject(manifest[first]) ? { ...manifest[first] } : {}
  assign(group, second, value)
  assign(manifest, first, Object.keys(group).length === 0 ? undefined : group)
}

function assign(target: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) delete target[key]
  else target[key] = value
}
