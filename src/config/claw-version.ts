import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isJsonObject, tryParseJson } from '../kernel/json.ts'
import { packageDir } from './package-dir.ts'

/** The version of the installed package. */
export function clawVersion(): string {
  const parsed = tryParseJson(readFileSync(join(packageDir(), 'package.json'), 'utf8'))
  const version = parsed.ok && isJsonObject(parsed.value) ? parsed.value['version'] : undefined
  return typeof version === 'string' ? version : 'unknown'
}
