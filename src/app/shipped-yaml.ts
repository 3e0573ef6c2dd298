import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../kernel/hash.ts'
import { isJsonObject, own, tryParseJson } from '../kernel/json.ts'
import type { ParsedYaml } from '../planning/rules/load-recipes.ts'

/** The YAML files of the package as the build parsed them, found by the hash of their text: a file that was changed since is parsed again. */
export function shippedYaml(packageDir: string): ParsedYaml {
  const parsed = tryParseJson(readOr(join(packageDir, 'dist', 'yaml.json')))
  const known = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
  return (text) => own(known, sha256(text))
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
