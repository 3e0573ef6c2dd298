import { relative } from 'node:path'
import type { ErrorHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { App } from '../../../src/app/app-port.ts'
import type { KeptFault } from '../../../src/app/faults/fault-functions-port.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { ERROR_CODES } from '../../../src/kernel/error-codes.ts'
import { given } from '../given.ts'
import { expectedProblem, type ProblemFacts, problemResponse } from '../problem.ts'
import type { FaultBook } from './fault-book.ts'

interface FaultResponseOptions {
  readonly app: Pick<App, 'config'>
  readonly faults: FaultBook
}

/** Every error of a route as a problem; one that nobody expected is kept, and told without its stack. */
export function faultResponse({ app, faults }: FaultResponseOptions): ErrorHandler {
  return async (error, c) => {
    const expected = expectedProblem(error)
    if (expected !== undefined) return problemResponse(expected)
    // Whoever asked has gone, in the midst of it: what that led to is no fault, and nobody reads the answer.
    if (c.req.raw.signal.aborted) return problemResponse(GIVEN_UP)
    // The address of the route rather than that of the request, in which anything may stand.
    const kept = await faults.keep({
      where: `${c.req.method} ${matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'a page'}`,
      error,
    })
    return problemResponse({ ...factsOf(error), ...given({ fault: kept?.id }), fix: fixOf(error, kept, app.config.workspace) })
  }
}

const GIVEN_UP = { status: 408, detail: 'The request was given up.', code: 'CANCELLED', fix: '' }

function factsOf(error: Error): Omit<ProblemFacts, 'fix'> {
  return { status: 500, code: 'INTERNAL', detail: error instanceof ClawError ? error.message : 'A bug in claw.' }
}

function fixOf(error: Error, kept: KeptFault | undefined, workspace: string): string {
  if (error instanceof ClawError && error.fix !== ERROR_CODES.INTERNAL.fix) return error.fix
  if (kept === undefined) return 'See whether `claw doctor` finds a cause, and report what was asked.'
  return `What went wrong is in ${relative(workspace, kept.path)}, with secrets masked: report it. See whether \`claw doctor\` finds a cause.`
}
