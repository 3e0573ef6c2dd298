import type { Context } from 'hono'
import { hashJson } from '../../src/kernel/hash.ts'
import { ProblemError } from './problem.ts'

/** The strong tag of what a GET gives: the same content has the same tag, in every process. */
export function etagOf(content: unknown): string {
  return `"${hashJson(content).slice(0, 32)}"`
}

/** An edit says what it edits (RFC 9110, If-Match): 428 when it does not, 412 when somebody changed it meanwhile. */
export function requireMatch(c: Context, etag: string): void {
  const given = c.req.header('if-match')
  if (given === undefined) {
    const detail = 'An edit names the version that it edits.'
    throw new ProblemError({ status: 428, detail, code: 'WEB_IF_MATCH', fix: 'Send If-Match with the ETag that the GET gave.' })
  }
  // A weak tag never matches here.
  const named = given.split(',').map((tag) => tag.trim())
  if (named.includes(etag) || named.includes('*')) return
  const detail = 'It was changed since it was read.'
  throw new ProblemError({ status: 412, detail, code: 'WEB_CHANGED', fix: 'Read it again, and make the change anew.' })
}
