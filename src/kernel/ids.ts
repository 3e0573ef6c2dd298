import { randomBytes } from 'node:crypto'
import { ClawError } from './claw-error.ts'

export { isAgentId, isRunId, MAX_AGENT_ID_LENGTH } from './id-shapes.ts'

/** 12 hex digits: short enough to type by a prefix of 4, long enough not to collide in one workspace. */
export function newId(): string {
  return randomBytes(6).toString('hex')
}

const ID_PREFIX = /^[a-z0-9][a-z0-9_-]{0,79}$/

/** Checks text from outside before it meets a path or a query. Throws ID_INVALID. */
export function requireIdPrefix(text: string, kind: string): string {
  if (text.length <= 80 && ID_PREFIX.test(text)) return text
  throw new ClawError('ID_INVALID', `'${text.slice(0, 40)}' is not ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} id.`)
}
