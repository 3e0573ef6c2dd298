import type { Context } from 'hono'
import { hashJson } from '../../src/kernel/hash.ts'
import { ProblemError } from './problem.ts'

/** The strong tag of what a GET gives: the same content has the same tag, in every process. */
export function etagOf(content: unknown): string {
  return `"${hashJson(content).slice(0, 32)}"`
}

/** An edit says what it edits (RFC 9110, If-Match): 428 when it does not, 412 when somebody changed it meanwhile. */
export function requireMatch(c: Context, etag: string): void {
  const named = tagsOf(c, 'if-match')
  if (named === undefined) throw missing('Send If-Match with the ETag that the GET gave.')
  if (!named.includes(etag) && !named.includes('*')) throw changed('It was changed since it was read.')
}

/** The same of what the request may make: of what is not there yet it says so (`If-None-Match: *`). `etag` is undefined when it is not there. */
export function requireMatchOrNew(c: Context, etag: string | undefined): void {
  const isForNew = tagsOf(c, 'if-none-match')?.includes('*') === true
  if (isForNew && etag !== undefined) throw changed('It is there already.')
  if (isForNew) return
  if (etag !== undefined) {
    requireMatch(c, etag)
    return
  }
  if (tagsOf(c, 'if-match') === undefined) throw missing('Send If-None-Match: * to make it.')
  throw changed('It is not there any more.')
}

// A weak tag never matches here.
function tagsOf(c: Context, header: 'if-match' | 'if-none-match'): readonly string[] | undefined {
  return c.req
    .header(header)
    ?.split(',')
    .map((tag) => tag.trim())
}

function missing(fix: string): ProblemError {
  return new ProblemError({ status: 428, detail: 'An edit names the version that it edits.', code: 'WEB_IF_MATCH', fix })
}

function changed(detail: string): ProblemError {
  return new ProblemError({ status: 412, detail, code: 'WEB_CHANGED', fix: 'Read it again, and make the change anew.' })
}
