import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '../../src/app/app-port.ts'
import type { ClientFile } from './client-files.ts'
import { createApi } from './create-api.ts'
import type { FaultBook } from './faults/fault-book.ts'
import { faultResponse } from './faults/fault-response.ts'
import type { FeedHub } from './feed/feed-hub.ts'
import { bodyShape } from './guard/body-shape.ts'
import { guard, MAX_BODY_BYTES } from './guard/guard.ts'
import type { RefusalLog } from './guard/refusal-log.ts'
import { securityHeaders } from './guard/security-headers.ts'
import { pageRoute } from './page-route.ts'
import { problemResponse } from './problem.ts'
import type { ProgramFile } from './program-file.ts'
import type { RenewedApp } from './settings/web-settings.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'

export interface WebAppOptions {
  readonly app: App
  readonly renewed: RenewedApp
  readonly signIn: SignIn
  readonly refusals: RefusalLog
  readonly files: ReadonlyMap<string, ClientFile>
  readonly hub: FeedHub
  readonly faults: FaultBook
  readonly program: ProgramFile
}

const NOTHING = { status: 404, detail: 'There is nothing here.', code: 'NOT_FOUND', fix: 'See /api/openapi.json.' }

/** Every answer of the dashboard: guard first, then sign-in, API and pages. */
export function createWebApp(options: WebAppOptions): Hono<{ Bindings: HttpBindings }> {
  const { files, refusals } = options
  const web = new Hono<{ Bindings: HttpBindings }>()
  web.use('*', securityHeaders)
  web.use('*', guard(options))
  web.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => tooLarge(refusals, c.req.method, c.req.path) }))
  web.use('/api/*', bodyShape)
  web.route('/', signInRoutes(options))
  web.route('/', createApi(options))
  web.get('*', pageRoute(files))
  web.notFound(() => problemResponse(NOTHING))
  web.onError(faultResponse(options))
  return web
}

function tooLarge(refusals: RefusalLog, method: string, path: string): Response {
  const detail = `A body may have ${MAX_BODY_BYTES} bytes.`
  refusals.note({ rule: 'size', method, path, reason: detail })
  return problemResponse({ status: 413, detail, code: 'WEB_SIZE', fix: 'Keep long texts in files of the workspace.' })
}
