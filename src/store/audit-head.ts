import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isJsonObject, tryParseJson } from '../kernel/json.ts'
import { errorCode } from './store-error.ts'

/** The last record of the audit chain, as it is known outside the database. */
export interface AuditHead {
  readonly n: number
  readonly hash: string
}

/** undefined: there is none yet. 'damaged': there is a file, but it says nothing. */
export function readAuditHead(path: string): AuditHead | 'damaged' | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
  const parsed = tryParseJson(text)
  if (!parsed.ok || !isJsonObject(parsed.value)) return 'damaged'
  const { n, hash } = parsed.value
  return typeof n === 'number' && typeof hash === 'string' ? { n, hash } : 'damaged'
}

/** Replaces the file at once: a reader sees the old head or the new one. */
export function writeAuditHead(path: string, head: AuditHead): void {
  const temporary = `${path}.${process.pid}.tmp`
  const text = `${JSON.stringify(head)}\n`
  try {
    writeFileSync(temporary, text, { mode: 0o600 })
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(temporary, text, { mode: 0o600 })
  }
  renameSync(temporary, path)
}
