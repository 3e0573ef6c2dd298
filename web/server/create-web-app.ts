import { type Handler, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { setCookie } from 'hono/cookie'
import type { App } from '../../src/app/app-port.ts'
import { approvalRoutes } from './approval-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import type { ClientFile } from './client-files.ts'
import { fileResponse } from './file-response.ts'
import { grantRoutes } from './grant-routes.ts'
import { guard, MAX_BODY_BYTES, SIGN_IN_PATH } from './guard.ts'
import type { LiveRuns } from './live-runs.ts'
import { lookRoutes } from './look-routes.ts'
import { errorResponse, problemResponse } from './problem.ts'
import { createRefusalLog, type RefusalLog } from './refusal-log.ts'
import type { RunFeeds } from './run-feed.ts'
import { runRoutes } from './run-routes.ts'
import { securityHeaders } from './security-headers.ts'
import type { SignIn } from './sign-in.ts'

export interface WebAppOptions {
  readonly app: App
  readonly hosts: readonly string[]
  readonly signIn: SignIn
  readonly files: ReadonlyMap<string, ClientFile>
  readonly live: LiveRuns
  readonly feeds: RunFeeds
}

/** Every answer of the dashboard: guard first, then sign-in, API and pages. */
export function createWebApp(options: WebAppOptions): Hono {
  const { app, files } = options
  const refusals = createRefusalLog(app)
  const web = new Hono()
  web.use('*', securityHeaders)
  web.use('*', guard({ hosts: options.hosts, signIn: options.signIn, refusals }))
  web.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => tooLarge(refusals, c.req.method, c.req.path) }))
  web.get(SIGN_IN_PATH, signInRoute(options.signIn, refusals))
  web.route('/api', lookRoutes(app))
  web.route('/api/audit', auditRoutes(app))
  web.route('/api/runs', runRoutes(options))
  web.route('/api/approvals', approvalRoutes(app))
  web.route('/api/grants', grantRoutes(app))
  web.get('*', fileRoute(files))
  web.notFound(() => problemResponse(404, 'There is nothing here.', 'NOT_FOUND'))
  web.onError(errorResponse)
  return web
}

function signInRoute(signIn: SignIn, refusals: RefusalLog): Handler {
  return (c) => {
    const session = signIn.redeem(c.req.query('code') ?? '')
    if (session === undefined) {
      const detail = 'This sign-in address was used before, or is not complete.'
      refusals.note({ rule: 'sign-in', method: c.req.method, path: c.req.path, reason: detail })
      return problemResponse(403, detail, 'WEB_SIGN_IN', 'Start `claw web` again and open the address that it prints.')
    }
    setCookie(c, signIn.cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return c.redirect('/', 303)
  }
}

function fileRoute(files: ReadonlyMap<string, ClientFile>): Handler {
  return (c) => {
    const file = files.get(c.req.path)
    if (file === undefined) return problemResponse(404, 'There is nothing here.', 'NOT_FOUND')
    return fileResponse(file, { encodings: c.req.header('accept-encoding'), hashed: c.req.path.startsWith('/assets/') })
  }
}

function tooLarge(refusals: RefusalLog, method: string, path: string): Response {
  const detail = `A body may have ${MAX_BODY_BYTES} bytes.`
  refusals.note({ rule: 'size', method, path, reason: detail })
  return problemResponse(413, detail, 'WEB_SIZE')
}
