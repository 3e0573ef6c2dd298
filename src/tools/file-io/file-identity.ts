import { lstatSync } from 'node:fs'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { isJsonObject } from '../../kernel/json.ts'
import { kindOf } from './walk.ts'

/** What tells one file from another over a rename and a crash. undefined: nothing is there. */
export function fileIdentity(path: string): JsonObject | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  const kind = kindOf(stat)
  return { kind, inode: stat.ino, ...(kind === 'dir' ? {} : { size: stat.size, mtime: stat.mtimeMs }) }
}

/** `loose`: the inode alone, since a folder changes while it is emptied. */
export function isIdentity(path: string, identity: Json | undefined, { loose = false } = {}): boolean {
  const now = fileIdentity(path)
  if (now === undefined || !isJsonObject(identity)) return false
  if (loose && identity['kind'] === 'dir') return now['inode'] === identity['inode']
  return Object.entries(identity).every(([key, value]) => now[key] === value)
}
