import { ClawError } from '../../src/kernel/claw-error.ts'
import { EXIT_CODES } from '../../src/kernel/error-codes.ts'

/** What went wrong, as RFC 9457 has it; `code` and `fix` are those of the command line. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly fix: string
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong content type',
  500: 'Internal error',
  503: 'Try again',
}

export function problemResponse(status: number, detail: string, code: string, fix = ''): Response {
  const problem: Problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, code, fix }
  return new Response(JSON.stringify(problem), { status, headers: { 'content-type': 'application/problem+json' } })
}

/** The one mapper between errors inside and errors over HTTP. A bug is told without its stack. */
export function errorResponse(error: unknown): Response {
  if (!(error instanceof ClawError)) return problemResponse(500, 'A bug in claw.', 'INTERNAL')
  return problemResponse(statusOf(error), error.message, error.code, error.fix)
}

function statusOf(error: ClawError): number {
  if (error.code === 'NOT_RESUMABLE' || error.code === 'IN_DOUBT') return 409
  if (error.code === 'STORE_BUSY') return 503
  switch (error.exitCode) {
    case EXIT_CODES.usage:
      return 400
    case EXIT_CODES.notFound:
      return 404
    case EXIT_CODES.denied:
      return 403
    case EXIT_CODES.tryAgain:
    case EXIT_CODES.configuration:
      return 409
    default:
      return 500
  }
}
