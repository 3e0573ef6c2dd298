import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { problemResponse } from './problem.ts'
import type { RefusalLog } from './refusal-log.ts'
import type { SignIn } from './sign-in.ts'

export interface GuardOptions {
  /** `127.0.0.1:7860`, `localhost:7860`, `[::1]:7860`: a name that points here from elsewhere (DNS rebinding) is none of these. */
  readonly hosts: readonly string[]
  readonly signIn: SignIn
  readonly refusals: RefusalLog
}

interface Refusal {
  readonly status: number
  readonly rule: string
  readonly detail: string
  readonly fix?: string
}

export const SIGN_IN_PATH = '/sign-in'
export const MAX_BODY_BYTES = 1024 * 1024
const READING = ['GET', 'HEAD']
const WRITING = ['POST']

/** The outermost middleware: nothing is routed, read or answered before all of it holds. */
export function guard(options: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const refusal = refusalOf(context, options)
    if (refusal === undefined) return next()
    options.refusals.note({ rule: refusal.rule, method: context.req.method, path: context.req.path, reason: refusal.detail })
    return problemResponse({ ...refusal, code: `WEB_${refusal.rule.toUpperCase().replaceAll('-', '_')}` })
  }
}

function refusalOf(context: Context, options: GuardOptions): Refusal | undefined {
  return badHost(context, options) ?? badOrigin(context) ?? badMethod(context) ?? badSession(context, options) ?? badBody(context)
}

function badHost({ req }: Context, { hosts }: GuardOptions): Refusal | undefined {
  if (hosts.includes(req.header('host') ?? '')) return undefined
  return { status: 403, rule: 'host', detail: `This dashboard answers to ${hosts.join(', ')} only.` }
}

function badOrigin({ req }: Context): Refusal | undefined {
  const origin = req.header('origin')
  if (origin !== undefined && origin !== `http://${req.header('host')}`)
    return { status: 403, rule: 'origin', detail: 'The request comes from another origin.' }
  const site = req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, rule: 'fetch-site', detail: 'Another site sent this request.', fix: 'Paste the address into the address bar.' }
  return undefined
}

function badMethod({ req }: Context): Refusal | undefined {
  if (READING.includes(req.method)) return undefined
  if (!WRITING.includes(req.method)) return { status: 405, rule: 'method', detail: `${req.method} is not used here.` }
  if (req.header('origin') === undefined)
    return { status: 403, rule: 'origin', detail: 'A request that changes something must name its origin.' }
  return undefined
}

function badSession(context: Context, { signIn }: GuardOptions): Refusal | undefined {
  if (context.req.path === SIGN_IN_PATH || signIn.knows(getCookie(context, signIn.cookieName))) return undefined
  return { status: 401, rule: 'session', detail: 'Not signed in.', fix: 'Open the sign-in address that `claw web` printed.' }
}

function badBody({ req }: Context): Refusal | undefined {
  if (READING.includes(req.method)) return undefined
  if (!/^application\/json(;|$)/i.test(req.header('content-type') ?? ''))
    return { status: 415, rule: 'content-type', detail: 'The body must be application/json.' }
  if (Number(req.header('content-length') ?? 0) > MAX_BODY_BYTES)
    return { status: 413, rule: 'size', detail: `A body may have ${MAX_BODY_BYTES} bytes.` }
  return undefined
}
