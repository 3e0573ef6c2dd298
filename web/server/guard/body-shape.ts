import type { MiddlewareHandler } from 'hono'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { inspectText } from '../../../src/protocol/inspect-text.ts'
import { problemResponse } from '../problem.ts'

/** What is nested without end, has keys without number or reaches for a prototype is refused before it is parsed, as on the wire of capsules. */
export const bodyShape: MiddlewareHandler = async (c, next) => {
  const problem = c.req.method === 'GET' || c.req.method === 'HEAD' ? undefined : problemOf(await c.req.text())
  if (problem === undefined) return next()
  return problemResponse({ status: 400, detail: problem, code: 'USAGE', fix: 'Keep long or deep values in files of the workspace.' })
}

function problemOf(text: string): string | undefined {
  try {
    inspectText(text)
    return undefined
  } catch (error) {
    if (error instanceof ClawError) return error.message.replace('A message', 'The body')
    throw error
  }
}
