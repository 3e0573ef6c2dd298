import type { App } from '../../src/app/app-port.ts'
import { type IdempotencyOptions, idempotency } from './idempotency.ts'
import { openApiDocument } from './open-api-document.ts'
import { createRouter } from './router.ts'
import { agentRoutes } from './routes/agent-routes.ts'
import { analysisRoutes } from './routes/analysis-routes.ts'
import { approvalRoutes } from './routes/approval-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { grantRoutes } from './routes/grant-routes.ts'
import { memoryRoutes } from './routes/memory-routes.ts'
import { runPartRoutes } from './routes/run-part-routes.ts'
import { runRoutes } from './routes/run-routes.ts'
import { signOutRoutes } from './routes/sign-out-routes.ts'
import { statsRoutes } from './routes/stats-routes.ts'
import { statusRoutes } from './routes/status-routes.ts'
import { systemRoutes } from './routes/system-routes.ts'
import { toolRoutes } from './routes/tool-routes.ts'
import type { RunFeeds } from './run-feed.ts'
import type { SignIn } from './sign-in/sign-in.ts'

export interface ApiServices {
  readonly app: App
  readonly feeds: RunFeeds
  readonly signIn: SignIn
}

/** What makes something, and takes a key. Runs and forks are made once for a key by the app itself. */
const MAKERS: Readonly<Record<string, IdempotencyOptions>> = {
  '/api/runs': { again: true },
  '/api/runs/:id/fork': { again: true },
  '/api/runs/:id/rerun': { again: true },
}

/** All that is asked for under `/api`, and its description at `/api/openapi.json`. */
export function createApi(services: ApiServices) {
  const { app } = services
  const router = createRouter()
  for (const [path, options] of Object.entries(MAKERS)) router.use(path, idempotency(app, options))
  const api = router
    .route('/api/status', statusRoutes(app))
    .route('/api/runs', runRoutes(services))
    .route('/api/runs', analysisRoutes(app))
    .route('/api/runs', runPartRoutes(app))
    .route('/api/approvals', approvalRoutes(app))
    .route('/api/grants', grantRoutes(app))
    .route('/api/agents', agentRoutes(app))
    .route('/api/audit', auditRoutes(app))
    .route('/api/tools', toolRoutes(app))
    .route('/api/memory', memoryRoutes(app))
    .route('/api/stats', statsRoutes(app))
    .route('/api', systemRoutes(app))
    .route('/api/sign-out', signOutRoutes(app, services.signIn))
  api.get('/api/openapi.json', (c) => c.json(openApiDocument(api)))
  return api
}

/** What the client is typed by. */
export type Api = ReturnType<typeof createApi>
