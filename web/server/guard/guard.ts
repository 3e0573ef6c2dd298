import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { isPublic } from '../sign-in/public-paths.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { isNavigation } from './is-navigation.ts'
import { type Refusal, refusalResponse } from './refusal.ts'
import type { RefusalLog } from './refusal-log.ts'
import { refusalPage } from './refusal-page.ts'

export interface GuardOptions {
  readonly signIn: SignIn
  readonly refusals: RefusalLog
}

type GuardContext = Context<{ Bindings: HttpBindings }>

export const MAX_BODY_BYTES = 1024 * 1024
const READING = ['GET', 'HEAD']
/** What a page of ours asks the API for; anything else is an image, script or frame of somebody's page. */
const API_DESTINATIONS = ['empty', 'document']

/** The outermost middleware (what it stands on is wire-guard.ts): nothing is routed, read or answered before all of it holds. */
export function guard(options: GuardOptions): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (context, next) => {
    const refusal = refusalOf(context, options)
    if (refusal === undefined) {
      await next()
      return endWithSession(context, options.signIn)
    }
    options.refusals.note({ rule: refusal.rule, method: context.req.method, path: context.req.path, reason: refusal.detail })
    return isNavigation(context.req) ? refusalPage(refusal, context.req.path) : refusalResponse(refusal)
  }
}

function refusalOf(context: GuardContext, options: GuardOptions): Refusal | undefined {
  return badOrigin(context) ?? badDestination(context) ?? unnamedOrigin(context) ?? badSession(context, options) ?? badBody(context)
}

function badOrigin({ req }: GuardContext): Refusal | undefined {
  const origin = req.header('origin')
  if (origin !== undefined && origin !== `http://${req.header('host')}`)
    return { status: 403, rule: 'origin', detail: 'The request comes from another origin.' }
  const site = req.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || (site === 'none' && isReading(req.method))) return undefined
  // claw opens the browser with a file that leads there, and a file is another site.
  if (isPublic(req.path) && isReading(req.method) && isNavigation(req)) return undefined
  return { status: 403, rule: 'fetch-site', detail: 'Another site sent this request.', fix: 'Paste the address into the address bar.' }
}

function badDestination({ req }: GuardContext): Refusal | undefined {
  const destination = req.header('sec-fetch-dest')
  if (destination === undefined || !req.path.startsWith('/api/') || API_DESTINATIONS.includes(destination)) return undefined
  return { status: 403, rule: 'fetch-dest', detail: `The API cannot be used as ${destination.slice(0, 20)}.` }
}

function unnamedOrigin({ req }: GuardContext): Refusal | undefined {
  if (isReading(req.method) || req.header('origin') !== undefined) return undefined
  return { status: 403, rule: 'origin', detail: 'A request that changes something must name its origin.' }
}

function badSession(context: GuardContext, { signIn }: GuardOptions): Refusal | undefined {
  if (isPublic(context.req.path) || signIn.sessionOf(getCookie(context, signIn.cookieName)) !== undefined) return undefined
  return { status: 401, rule: 'session', detail: 'Not signed in.', fix: 'Open the sign-in address that `claw web` printed.' }
}

function badBody({ req }: GuardContext): Refusal | undefined {
  if (isReading(req.method)) return undefined
  if (!/^application\/json\s*(;|$)/i.test(req.header('content-type') ?? ''))
    return { status: 415, rule: 'content-type', detail: 'The body must be application/json.' }
  if (Number(req.header('content-length') ?? 0) > MAX_BODY_BYTES)
    return { status: 413, rule: 'size', detail: `A body may have ${MAX_BODY_BYTES} bytes.` }
  return undefined
}

function isReading(method: string): boolean {
  return READING.includes(method)
}

/** A stream that goes on when its browser has signed out would still tell it everything. */
function endWithSession(context: GuardContext, signIn: SignIn): void {
  if (!(context.res.headers.get('content-type') ?? '').startsWith('text/event-stream')) return
  const ended = signIn.sessionOf(getCookie(context, signIn.cookieName))?.ended
  const { outgoing } = context.env
  const end = (): void => void outgoing.destroy()
  ended?.addEventListener('abort', end, { once: true })
  outgoing.once('close', () => ended?.removeEventListener('abort', end))
}
