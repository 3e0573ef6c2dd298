import type { JsonObject } from '../kernel/json.ts'

/** Replaces common mistakes in argument names (`command` for `cmd`). Where alias and name both stand, the name wins. */
export function normaliseAliases(args: JsonObject, aliases: Readonly<Record<string, string>>): JsonObject {
  const out: JsonObject = {}
  for (const [key, value] of Object.entries(args)) {
    const name = Object.hasOwn(aliases, key) ? (aliases[key] as string) : key
    if (name !== key && (Object.hasOwn(args, name) || Object.hasOwn(out, name))) continue
    out[name] = value
  }
  return out
}
