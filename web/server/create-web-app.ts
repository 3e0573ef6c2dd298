import { type Handler, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { setCookie } from 'hono/cookie'
import type { App } from '../../src/app/app-port.ts'
import type { ClientFile } from './client-files.ts'
import { createApi } from './create-api.ts'
import { guard, MAX_BODY_BYTES, SIGN_IN_PATH } from './guard.ts'
import { pageRoute } from './page-route.ts'
import { errorResponse, problemResponse } from './problem.ts'
import { createRefusalLog, type RefusalLog } from './refusal-log.ts'
import type { RunFeeds } from './run-feed.ts'
import { securityHeaders } from './security-headers.ts'
import type { SignIn } from './sign-in.ts'

export interface WebAppOptions {
  readonly app: App
  readonly hosts: readonly string[]
  readonly signIn: SignIn
  readonly files: ReadonlyMap<string, ClientFile>
  readonly feeds: RunFeeds
}

const NOTHING = { status: 404, detail: 'There is nothing here.', code: 'NOT_FOUND' }

/** Every answer of the dashboard: guard first, then sign-in, API and pages. */
export function createWebApp(options: WebAppOptions): Hono {
  const { app, files } = options
  const refusals = createRefusalLog(app)
  const web = new Hono()
  web.use('*', securityHeaders)
  web.use('*', guard({ hosts: options.hosts, signIn: options.signIn, refusals }))
  web.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => tooLarge(refusals, c.req.method, c.req.path) }))
  web.get(SIGN_IN_PATH, signInRoute(options.signIn, refusals))
  web.route('/', createApi(options))
  web.get('*', pageRoute(files))
  web.notFound(() => problemResponse(NOTHING))
  web.onError(errorResponse)
  return web
}

function signInRoute(signIn: SignIn, refusals: RefusalLog): Handler {
  return (c) => {
    const session = signIn.redeem(c.req.query('code') ?? '')
    if (session === undefined) {
      const detail = 'This sign-in address was used before, or is not complete.'
      refusals.note({ rule: 'sign-in', method: c.req.method, path: c.req.path, reason: detail })
      return problemResponse({
        status: 403,
        detail,
        code: 'WEB_SIGN_IN',
        fix: 'Start `claw web` again and open the address that it prints.',
      })
    }
    setCookie(c, signIn.cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return c.redirect('/', 303)
  }
}

function tooLarge(refusals: RefusalLog, method: string, path: string): Response {
  const detail = `A body may have ${MAX_BODY_BYTES} bytes.`
  refusals.note({ rule: 'size', method, path, reason: detail })
  return problemResponse({ status: 413, detail, code: 'WEB_SIZE' })
}
