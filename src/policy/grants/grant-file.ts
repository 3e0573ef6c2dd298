import { ClawError } from '../../kernel/claw-error.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { readPrivateFile, writePrivateFile } from '../../kernel/private-file.ts'
import { describeIssues } from '../../protocol/describe-issues.ts'
import { type Grant, grantFileSchema } from './grant.ts'

const MAX_BYTES = 4 * 1024 * 1024
const OTHERS_MAY_NOT_WRITE = 0o022

/** All grants of the file; none when there is no file. Anything else that is not exactly a grant file throws CONFIG_INVALID: neither "none" nor "all". */
export function readGrantFile(path: string): Grant[] {
  const read = readPrivateFile(path, { maxBytes: MAX_BYTES, othersMayNot: OTHERS_MAY_NOT_WRITE })
  if (read.state === 'absent') return []
  if (read.state === 'refused') throw broken(path, read.problem.why, read.problem.fix)
  const json = tryParseJson(read.text)
  if (!json.ok) throw broken(path, json.reason)
  const parsed = grantFileSchema.safeParse(json.value)
  if (parsed.success) return parsed.data.grants
  throw broken(path, describeIssues(parsed.error.issues, 'file'))
}

/** Replaces the file at once. Only under the lock. */
export function writeGrantFile(path: string, grants: readonly Grant[]): void {
  writePrivateFile(path, `${JSON.stringify({ version: 1, grants }, null, 2)}\n`)
}

function broken(path: string, why: string, fix = `Mend it, or start without grants: mv ${path} ${path}.broken`): ClawError {
  return new ClawError('CONFIG_INVALID', `The grants in ${path} cannot be used: ${why}.`, { fix, where: path })
}
