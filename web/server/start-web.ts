import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { HttpBindings } from '@hono/node-server'
import type { App } from '../../src/app/app-port.ts'
import type { KeptFault } from '../../src/app/faults/fault-functions-port.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { loadClientFiles } from './client-files.ts'
import { createWebApp } from './create-web-app.ts'
import { dashboardAt, recordDashboard } from './dashboard-record.ts'
import { createFaultBook } from './faults/fault-book.ts'
import { createFeedHub } from './feed/feed-hub.ts'
import { createRefusalLog } from './guard/refusal-log.ts'
import { createHttpServer } from './http-server.ts'
import { watchProgram } from './program-file.ts'
import { createRenewedApp, type WebSettings } from './settings/web-settings.ts'
import { SIGN_IN_PATH } from './sign-in/public-paths.ts'
import { createSignIn } from './sign-in/sign-in.ts'

export interface StartWebOptions {
  readonly app: App
  /** Reads settings, and opens an app anew when they were changed. */
  readonly settings: WebSettings
  /** 127.0.0.1, ::1 or localhost; anything else is refused. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Called when something went wrong that nobody expected, and was kept. */
  readonly onFault?: (kept: KeptFault) => void
  /** The folder of the built pages; that of the package when absent. */
  readonly clientDir?: string
}

type Listening = Pick<StartWebOptions, 'host' | 'port' | 'app'>

export interface WebServer {
  readonly url: string
  /** Signs one browser in; then it is another one. */
  readonly signInUrl: string
  /** Called when a browser has signed in: `signInUrl` is another one then. */
  onSignIn(listener: () => void): void
  /** Drops every connection; runs go on in their own processes. */
  close(): Promise<void>
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Serves the dashboard on this machine only. Throws USAGE: another host, a port that is taken. */
export async function startWeb(options: StartWebOptions): Promise<WebServer> {
  requireLoopback(options.host)
  const renewed = createRenewedApp(options.app, options.settings)
  const { app } = renewed
  const files = loadClientFiles(options.clientDir ?? join(app.config.packageDir, 'dist', 'web'))
  const faults = createFaultBook(app, options.onFault ?? (() => undefined))
  const program = watchProgram(join(app.config.packageDir, 'dist', 'claw.js'))
  const hub = createFeedHub({ openFeed: () => app.openFeed(), faults })
  const refusals = createRefusalLog(app)
  let hosts: readonly string[] = []
  let answer = (_request: Request, _bindings: HttpBindings): Response | Promise<Response> => new Response(null, { status: 503 })
  const server = createHttpServer({ hosts: () => hosts, refusals, answer: (...request) => answer(...request) })
  const port = await listen(server, options)
  const signIn = createSignIn(port)
  const web = createWebApp({ app, renewed, signIn, refusals, files, hub, faults, program })
  answer = (request, bindings) => web.fetch(request, bindings)
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`
  const record = recordDashboard(app.config.userStateDir, port, { pid: process.pid, url, workspace: app.config.workspace })
  return {
    url,
    get signInUrl() {
      return `${url}${SIGN_IN_PATH}?code=${signIn.code}`
    },
    onSignIn: signIn.onRedeemed,
    close: async () => {
      record.remove()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await hub.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function requireLoopback(host: string): void {
  if (LOOPBACK.includes(host)) return
  throw new ClawError('USAGE', `The dashboard does not listen on '${host}': whoever reaches it acts as you.`, {
    fix: 'claw web --host 127.0.0.1, and from another machine: ssh -L 7860:127.0.0.1:7860 <this machine>',
  })
}

function listen(server: Server, { host, port, app }: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, { host, port, app })))
    server.listen({ port, host, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}

function listenError(error: NodeJS.ErrnoException, { host, port, app: { config } }: Listening): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error
  const other = `claw web --port ${port < 65_535 ? Math.max(port + 1, 7861) : 7861}`
  const there = error.code === 'EADDRINUSE' ? dashboardAt(config.userStateDir, port) : undefined
  if (there?.workspace === config.workspace)
    return new ClawError('USAGE', `The dashboard of this workspace is served already, by process ${there.pid}: ${there.url}`, {
      fix: `Open ${there.url}, or serve it once more: ${other}`,
      cause: error,
    })
  const why =
    error.code === 'EACCES' ? 'may not be used by you' : `is taken${there === undefined ? '' : ` by the dashboard of ${there.workspace}`}`
  return new ClawError('USAGE', `Port ${port} of ${host} ${why}.`, { fix: other, cause: error })
}
