import { readFileSync, statSync } from 'node:fs'
import { ClawError } from '../kernel/claw-error.ts'

const MAX_FILE_BYTES = 1024 * 1024

/** Absent, a folder, a pipe: undefined. Too large or not readable: CONFIG_INVALID, since half a configuration is worse than none. */
export function readSmallFile(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined || !stat.isFile()) return undefined
  if (stat.size > MAX_FILE_BYTES) throw new ClawError('CONFIG_INVALID', `${path} is larger than 1 MiB.`, { where: path })
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ClawError('CONFIG_INVALID', `${path} cannot be read.`, { fix: `chmod u+r ${path}`, where: path, cause: error })
  }
}
