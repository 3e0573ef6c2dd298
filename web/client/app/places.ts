import * as z from 'zod/mini'
import { AGENT_ORDERS } from '../../../src/view/agents/agent-list.ts'
import { runLogs } from '../live/live.ts'
import { AGENT_TABS } from '../pages/agent/agent-tab.ts'
import { approvalsSearch } from '../pages/approvals/approvals-address.ts'
import { newRunSearch } from '../pages/new-run/new-run-address.ts'
import { runSearch } from '../pages/run/run-search.ts'
import { runsSearch } from '../pages/runs/runs-address.ts'
import { overviewPlace, settingsPlace, systemPlace } from './claw-places.ts'
import { definePlace } from './define-place.ts'

const nothing = z.strictObject({})
const text = z._default(z.string(), '')
const kind = z._default(z.enum(['', 'fact', 'procedure', 'episode']), '')

/** Every place: the router, the navigation, the palette and the list of keys are made from it, in this order. */
export const PLACES = [
  overviewPlace,
  definePlace({
    path: '/runs',
    title: 'Runs',
    search: runsSearch,
    page: () => import('../pages/runs/runs-page.tsx'),
    nav: { icon: 'runs', group: 'work', key: 'r', words: 'tasks history list', count: 'running' },
  }),
  definePlace({
    path: '/runs/$run_id',
    title: 'Run',
    search: runSearch,
    page: () => import('../pages/run/run-page.tsx'),
    prepare: ({ run_id = '' }) => runLogs.prepare(run_id),
  }),
  definePlace({ path: '/new', title: 'New run', search: newRunSearch, page: () => import('../pages/new-run/new-run-page.tsx') }),
  definePlace({
    path: '/approvals',
    title: 'Approvals',
    search: approvalsSearch,
    page: () => import('../pages/approvals/approvals-page.tsx'),
    nav: { icon: 'approvals', group: 'work', key: 'p', words: 'inbox questions grants allow deny', count: 'approvals_pending' },
  }),
  definePlace({
    path: '/agents',
    title: 'Agents',
    search: z.strictObject({
      q: text,
      status: text,
      source: text,
      tool: text,
      skill: text,
      tag: text,
      trash: text,
      sort: z._default(z.enum(AGENT_ORDERS), 'name'),
      order: z._default(z.enum(['up', 'down']), 'up'),
    }),
    page: () => import('../pages/agents/agents-page.tsx'),
    nav: { icon: 'agents', group: 'abilities', key: 'a', words: 'capsules list trash' },
  }),
  definePlace({
    path: '/agents/new',
    title: 'New agent',
    search: z.strictObject({ task: text }),
    page: () => import('../pages/agent-new/agent-new-page.tsx'),
  }),
  definePlace({
    path: '/agents/$agent_id',
    title: 'Agent',
    search: z.strictObject({
      tab: z._default(z.enum(AGENT_TABS), 'overview'),
      from: text,
      to: text,
      run: text,
      task: text,
      tools: text,
    }),
    page: () => import('../pages/agent/agent-page.tsx'),
  }),
  definePlace({
    path: '/agents/$agent_id/edit',
    title: 'Edit agent',
    search: z.strictObject({ file: z._default(z.enum(['form', 'manifest', 'skill']), 'form') }),
    page: () => import('../pages/agent-edit/agent-edit-page.tsx'),
  }),
  definePlace({
    path: '/skills',
    title: 'Skills',
    search: z.strictObject({ q: text, status: text }),
    page: () => import('../pages/skills/skills-page.tsx'),
    nav: { icon: 'skills', group: 'abilities', key: 'k', words: 'recipes knowledge' },
  }),
  definePlace({ path: '/skills/$skill_id', title: 'Skill', search: nothing, page: () => import('../pages/skill/skill-page.tsx') }),
  definePlace({
    path: '/why',
    title: 'Routing',
    search: z.strictObject({ task: text, tools: text, about: z._default(z.enum(['agent', 'skill']), 'agent') }),
    page: () => import('../pages/why/why-page.tsx'),
    nav: { icon: 'search', group: 'abilities', key: 'y', words: 'why which agent skill task' },
  }),
  definePlace({
    path: '/tools',
    title: 'Tools',
    search: z.strictObject({ q: text, agent: text }),
    page: () => import('../pages/tools/tools-page.tsx'),
    nav: { icon: 'tools', group: 'abilities', key: 't', words: 'playground call schema dry run' },
  }),
  definePlace({
    path: '/tools/$name',
    title: 'Tool',
    search: z.strictObject({ agent: text, args: text }),
    page: () => import('../pages/tools/tool-page.tsx'),
  }),
  definePlace({
    path: '/memory',
    title: 'Memory',
    search: z.strictObject({ q: text }),
    page: () => import('../pages/memory/memory-page.tsx'),
    nav: { icon: 'memory', group: 'abilities', key: 'm', words: 'facts procedures episodes recall forget' },
  }),
  definePlace({
    path: '/memory/$agent_id',
    title: 'Memory of an agent',
    search: z.strictObject({ q: text, kind, all: z._default(z.enum(['', 'yes']), ''), run: text, item: text }),
    page: () => import('../pages/memory/agent-memory-page.tsx'),
  }),
  definePlace({
    path: '/audit',
    title: 'Audit',
    search: z.strictObject({
      q: text,
      decision: text,
      action: text,
      since: text,
      order: z._default(z.enum(['newest', 'oldest']), 'newest'),
    }),
    page: () => import('../pages/audit/audit-page.tsx'),
    nav: { icon: 'audit', group: 'record', key: 'u', words: 'log chain verify export' },
  }),
  definePlace({ path: '/audit/$n', title: 'Record', search: nothing, page: () => import('../pages/audit/record-page.tsx') }),
  settingsPlace,
  systemPlace,
  definePlace({
    path: '/rest',
    title: 'REST API',
    search: z.strictObject({ q: text, open: text }),
    page: () => import('../pages/rest/rest-page.tsx'),
    nav: { icon: 'api', group: 'claw', key: 'i', words: 'routes openapi http json script' },
  }),
]
