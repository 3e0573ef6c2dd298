import type { App } from '../../src/app/app-port.ts'
import type { FeedHub } from './feed/feed-hub.ts'
import { type IdempotencyOptions, idempotency } from './idempotency.ts'
import { openApiDocument } from './open-api-document.ts'
import type { ProgramFile } from './program-file.ts'
import { createRouter } from './router.ts'
import { agentDraftRoutes } from './routes/agent-draft-routes.ts'
import { agentEditRoutes } from './routes/agent-edit-routes.ts'
import { agentRoutes } from './routes/agent-routes.ts'
import { agentTestRoutes } from './routes/agent-test-routes.ts'
import { agentTrashRoutes } from './routes/agent-trash-routes.ts'
import { analysisRoutes } from './routes/analysis-routes.ts'
import { apiKeyRoutes } from './routes/api-key-routes.ts'
import { approvalRoutes } from './routes/approval-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { fileRoutes } from './routes/file-routes.ts'
import { grantRoutes } from './routes/grant-routes.ts'
import { memoryRoutes } from './routes/memory-routes.ts'
import { modelRoutes } from './routes/model-routes.ts'
import { newRunRoutes } from './routes/new-run-routes.ts'
import { policyRoutes } from './routes/policy-routes.ts'
import { runEventRoutes } from './routes/run-event-routes.ts'
import { runPartRoutes } from './routes/run-part-routes.ts'
import { runRoutes } from './routes/run-routes.ts'
import { secretRoutes } from './routes/secret-routes.ts'
import { settingRoutes } from './routes/setting-routes.ts'
import { signOutRoutes } from './routes/sign-out-routes.ts'
import { skillRoutes } from './routes/skill-routes.ts'
import { statsRoutes } from './routes/stats-routes.ts'
import { statusRoutes } from './routes/status-routes.ts'
import { systemRoutes } from './routes/system-routes.ts'
import { toolRoutes } from './routes/tool-routes.ts'
import { whyRoutes } from './routes/why-routes.ts'
import type { RenewedApp } from './settings/web-settings.ts'
import type { SignIn } from './sign-in/sign-in.ts'

export interface ApiServices {
  readonly renewed: RenewedApp
  readonly app: App
  readonly hub: FeedHub
  readonly signIn: SignIn
  readonly program: ProgramFile
}

/**
 * What makes or does something that must not happen twice, and takes a key. Runs and forks are made once for a key by the app itself, a second resume
 * finds the run held, a draft is only proposed, and a task is learned once; of the others a second one would be made.
 */
const MAKERS: Readonly<Record<string, IdempotencyOptions>> = {
  '/api/policy/rules': { again: false },
  '/api/runs': { again: true },
  '/api/runs/:id/fork': { again: true },
  '/api/runs/:id/rerun': { again: true },
  '/api/runs/:id/resume': { again: true },
  '/api/agents/:id/tests': { again: true },
  '/api/agents/:id/promote': { again: false },
  '/api/agents/:id/versions/:version/restore': { again: false },
  '/api/agent-drafts': { again: false },
  '/api/agent-drafts/propose': { again: true },
  '/api/agent-drafts/twins/:id': { again: true },
  '/api/agent-trash/:id/restore': { again: false },
  '/api/tools/:name/call': { again: false },
}

/** All that is asked for under `/api`, and its description at `/api/openapi.json`. */
export function createApi(services: ApiServices) {
  const { app, renewed, hub } = services
  const router = createRouter()
  // A registry that was deleted can still be written to: a run that is made there would be seen by no other process.
  router.use('/api/*', async (_c, next) => {
    app.requireRegistry()
    await renewed.freshen()
    await next()
  })
  for (const [path, options] of Object.entries(MAKERS)) router.use(path, idempotency(app, options))
  const api = router
    .route('/api/status', statusRoutes(services))
    .route('/api/events', eventRoutes(hub))
    .route('/api/runs', runRoutes(app))
    .route('/api/runs', runEventRoutes(services))
    .route('/api/runs', analysisRoutes(app))
    .route('/api/runs', runPartRoutes(app))
    .route('/api/new-run', newRunRoutes(app))
    .route('/api/files', fileRoutes(app))
    .route('/api/approvals', approvalRoutes(app))
    .route('/api/grants', grantRoutes(app))
    .route('/api/agents', agentRoutes(app))
    .route('/api/agents', agentEditRoutes(app))
    .route('/api/agents', agentTestRoutes(app))
    .route('/api/agent-drafts', agentDraftRoutes(app))
    .route('/api/agent-trash', agentTrashRoutes(app))
    .route('/api/skills', skillRoutes(app))
    .route('/api/why', whyRoutes(app))
    .route('/api/audit', auditRoutes(app))
    .route('/api/tools', toolRoutes(app))
    .route('/api/memory', memoryRoutes(app))
    .route('/api/stats', statsRoutes(app))
    .route('/api/settings', apiKeyRoutes(renewed))
    .route('/api/settings', settingRoutes(renewed))
    .route('/api/secrets', secretRoutes(renewed))
    .route('/api/models', modelRoutes(renewed))
    .route('/api/policy', policyRoutes(app))
    .route('/api', systemRoutes(app))
    .route('/api/sign-out', signOutRoutes(app, services.signIn))
  api.get('/api/openapi.json', (c) => c.json(openApiDocument(api)))
  return api
}

/** What the client is typed by. */
export type Api = ReturnType<typeof createApi>
