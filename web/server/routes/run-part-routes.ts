import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { runCareRoutes } from './run-care-routes.ts'
import { runFileRoutes } from './run-file-routes.ts'
import { runResultRoutes } from './run-result-routes.ts'
import { runUndoRoutes } from './run-undo-routes.ts'

/** What belongs to one run beside its row, its events and its analysis. */
export function runPartRoutes(app: App) {
  return createRouter()
    .route('/', runCareRoutes(app))
    .route('/', runUndoRoutes(app))
    .route('/', runFileRoutes(app))
    .route('/', runResultRoutes(app))
}
