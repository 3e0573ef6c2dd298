import * as z from 'zod/mini'
import { runSearch } from '../pages/run/run-search.ts'
import { definePlace } from './define-place.ts'

const nothing = z.strictObject({})
const text = z._default(z.string(), '')

/** Every place: the router, the navigation, the palette and the list of keys are made from it, in this order. */
export const PLACES = [
  definePlace({
    path: '/runs',
    title: 'Runs',
    search: nothing,
    page: () => import('../pages/runs/runs-page.tsx'),
    nav: { icon: 'runs', group: 'work', key: 'r', words: 'tasks history list', count: 'running' },
  }),
  definePlace({ path: '/runs/$run_id', title: 'Run', search: runSearch, page: () => import('../pages/run/run-page.tsx') }),
  definePlace({
    path: '/approvals',
    title: 'Approvals',
    search: nothing,
    page: () => import('../pages/approvals/approvals-page.tsx'),
    nav: { icon: 'approvals', group: 'work', key: 'p', words: 'inbox questions grants allow deny', count: 'approvals_pending' },
  }),
  definePlace({
    path: '/audit',
    title: 'Audit',
    search: z.strictObject({ q: text, decision: text, action: text, since: text }),
    page: () => import('../pages/audit/audit-page.tsx'),
    nav: { icon: 'audit', group: 'record', key: 'u', words: 'log chain verify export' },
  }),
  definePlace({ path: '/audit/$n', title: 'Record', search: nothing, page: () => import('../pages/audit/record-page.tsx') }),
  definePlace({
    path: '/rest',
    title: 'REST API',
    search: z.strictObject({ q: text, open: text }),
    page: () => import('../pages/rest/rest-page.tsx'),
    nav: { icon: 'api', group: 'claw', key: 'i', words: 'routes openapi http json script' },
  }),
]
