import { HTTPException } from 'hono/http-exception'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { type ErrorCode, EXIT_CODES } from '../../src/kernel/error-codes.ts'
import { programChanged } from '../../src/kernel/program-changed.ts'
import { given } from './given.ts'

/** What went wrong, as RFC 9457 has it; `code` and `fix` are those of the command line. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly fix: string
  /** Where a request does not fit, each place as a JSON pointer; only of such a request. */
  readonly errors?: readonly ProblemPlace[]
  /** Under which id an internal error was kept; only of such an error. */
  readonly fault?: string
}

export interface ProblemPlace {
  readonly pointer: string
  readonly detail: string
}

export interface ProblemFacts {
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly fix: string
  readonly errors?: readonly ProblemPlace[]
  readonly fault?: string
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Cannot be done',
  428: 'Precondition required',
  429: 'Too many at once',
  431: 'Headers too long',
  500: 'Internal error',
  503: 'Try again',
}

export function problemOf({ status, detail, code, fix, errors, fault }: ProblemFacts): Problem {
  const title = TITLES[status] ?? 'Error'
  return { type: 'about:blank', title, status, detail, code, fix, ...given({ errors, fault }) }
}

export function problemResponse(facts: ProblemFacts): Response {
  return new Response(JSON.stringify(problemOf(facts)), { status: facts.status, headers: { 'content-type': 'application/problem+json' } })
}

/** A refusal that only this face knows. */
export class ProblemError extends Error {
  readonly facts: ProblemFacts

  constructor(facts: ProblemFacts) {
    super(facts.detail)
    this.name = 'ProblemError'
    this.facts = facts
  }
}

/** The one mapper between errors inside and errors over HTTP; undefined for what nobody expected. */
export function expectedProblem(thrown: unknown): ProblemFacts | undefined {
  if (thrown instanceof ProblemError) return thrown.facts
  const error = programChanged(thrown) ?? thrown
  if (error instanceof ClawError) {
    if (error.code === 'INTERNAL') return undefined
    return { status: statusOf(error), detail: error.message, code: error.code, fix: START_AGAIN.has(error.code) ? RESTART : error.fix }
  }
  // Of the router's own checks: a body that is no JSON, a content type that a route does not take.
  if (error instanceof HTTPException && error.status < 500)
    return { status: error.status, detail: error.message, code: 'USAGE', fix: 'Send one JSON object.' }
  return undefined
}

const START_AGAIN: ReadonlySet<ErrorCode> = new Set(['STORE_REPLACED', 'CLAW_CHANGED'])
const RESTART = 'End `claw web` with Ctrl-C and start it again; runs go on by themselves.'

function statusOf(error: ClawError): number {
  if (error.code === 'NOT_RESUMABLE' || error.code === 'IN_DOUBT') return 409
  if (error.code === 'STORE_BUSY' || START_AGAIN.has(error.code)) return 503
  if (error.code === 'AGENT_CHANGED') return 412
  if (error.code === 'AGENT_INVALID') return 422
  switch (error.exitCode) {
    case EXIT_CODES.usage:
      return 400
    case EXIT_CODES.notFound:
      return 404
    case EXIT_CODES.denied:
      return 403
    case EXIT_CODES.model:
      return 422
    case EXIT_CODES.tryAgain:
    case EXIT_CODES.configuration:
      return 409
    default:
      return 500
  }
}
