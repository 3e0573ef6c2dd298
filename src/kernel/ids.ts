import { randomBytes } from 'node:crypto'
import { ClawError } from './claw-error.ts'

/** 12 hex digits: short enough to type by a prefix of 4, long enough not to collide in one workspace. */
export function newId(): string {
  return randomBytes(6).toString('hex')
}

const RUN_ID = /^[0-9a-f]{12}$/
const AGENT_ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const ID_PREFIX = /^[a-z0-9][a-z0-9_-]{0,79}$/

export const MAX_AGENT_ID_LENGTH = 64

export function isRunId(text: string): boolean {
  return RUN_ID.test(text)
}

/** Agent ids are folder names: lower-case words joined by hyphens, at most 64 characters. */
export function isAgentId(text: string): boolean {
  return text.length <= MAX_AGENT_ID_LENGTH && AGENT_ID.test(text)
}

/** Checks text from outside before it meets a path or a query. Throws ID_INVALID. */
export function requireIdPrefix(text: string, kind: string): string {
  if (text.length <= 80 && ID_PREFIX.test(text)) return text
  throw new ClawError('ID_INVALID', `'${text.slice(0, 40)}' is not ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} id.`)
}
