import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { initWorkspace } from '../init-workspace.ts'
import { agentsFix } from './agents-fix.ts'
import type { Finding, HealthCheck } from './check-health.ts'
import { checkEmbedder } from './embedder-check.ts'
import { MODEL_CHECKS } from './model-checks.ts'
import { SANDBOX_CHECKS } from './sandbox-checks.ts'
import { withServices } from './with-services.ts'

// A model is loaded, or an API asked, which may be busy.
const EMBEDDER_LIMIT_MS = 10_000
const OLDEST_NODE = [20, 19] as const

/** In the order in which they are shown. */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
  { name: 'node', required: true, run: checkNode },
  { name: 'package', required: true, run: checkPackage },
  { name: 'paths', required: true, run: checkPaths },
  { name: 'settings', required: false, run: checkSettings },
  { name: 'sqlite', required: true, run: checkSqlite },
  { name: 'sqlite-vec', required: false, run: checkVec },
  ...SANDBOX_CHECKS,
  ...MODEL_CHECKS,
  { name: 'embedder', required: false, limitMs: EMBEDDER_LIMIT_MS, run: checkEmbedder },
  { name: 'langgraph', required: true, run: checkGraph },
  { name: 'agents', required: false, run: checkAgents },
  { name: 'runs', required: false, run: checkRuns },
  { name: 'audit', required: true, run: checkAudit },
]

async function checkNode(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return { state: ok ? 'ok' : 'failed', detail: `Node ${process.versions.node}`, fix: 'nvm install 22' }
}

async function checkPackage(config: Config): Promise<Finding> {
  const missing = ['dist/claw.js', 'dist/capsule.cjs', 'dist/sql-query.worker.js', 'agents', 'skills'].filter(
    (path) => !existsSync(join(config.packageDir, path)),
  )
  if (missing.length === 0) return { state: 'ok', detail: config.packageDir }
  return {
    state: 'failed',
    detail: `missing in ${config.packageDir}: ${missing.join(', ')}`,
    fix: `npm --prefix ${config.packageDir} run build`,
  }
}

async function checkPaths(config: Config): Promise<Finding> {
  initWorkspace(config)
  for (const path of [config.workspace, config.stateDir, config.runLogsDir, config.newAgentsDir]) accessSync(path, constants.W_OK)
  return { state: 'ok', detail: `workspace ${config.workspace}, state ${config.stateDir}` }
}

async function checkSettings(config: Config): Promise<Finding> {
  if (config.notes.length > 0) return { state: 'warn', detail: config.notes.join('; '), fix: 'claw doctor --json' }
  const set = config.origins.filter((setting) => setting.origin !== 'default')
  return {
    state: 'ok',
    detail:
      set.length === 0
        ? 'all defaults'
        : set.map((setting) => `${setting.name}=${JSON.stringify(setting.value)} (${setting.origin})`).join(', '),
  }
}

function checkSqlite(config: Config): Promise<Finding> {
  return withServices(config, ({ store }) => {
    const said = store.integrity()
    return said === 'ok'
      ? { state: 'ok', detail: config.dbPath }
      : { state: 'failed', detail: said, fix: `mv ${config.dbPath} ${config.dbPath}.damaged` }
  })
}

function checkVec(config: Config): Promise<Finding> {
  return withServices(config, ({ store }) =>
    store.vectors === 'sqlite-vec'
      ? { state: 'ok', detail: 'vectors are searched by sqlite-vec' }
      : { state: 'warn', detail: 'not loaded: exact search in plain code, slower', fix: 'npm install sqlite-vec' },
  )
}

async function checkGraph(): Promise<Finding> {
  const { StateGraph } = await import('../../coordinator/graph-library.ts')
  return { state: typeof StateGraph === 'function' ? 'ok' : 'failed', detail: 'LangGraph loads', fix: 'npm install' }
}

function checkAgents(config: Config): Promise<Finding> {
  return withServices(config, ({ catalog }) => {
    const { agents, broken, shadowed } = catalog.scanned()
    const problems = [
      ...broken.map((agent) => `${agent.agent_id}: ${agent.problem}`),
      ...catalog.brokenSkills().map((skill) => `${skill.folder}: ${skill.problem}`),
      ...shadowed.map((agent) => `${agent.folder} is hidden by ${agent.by}`),
    ]
    if (problems.length === 0) return { state: 'ok', detail: `${agents.length} agents, ${catalog.skills().length} skills` }
    return {
      state: 'warn',
      detail: `${agents.length} agents; ${problems.join('; ')}`,
      fix: agentsFix(broken, catalog.brokenSkills()),
    }
  })
}

function checkRuns(config: Config): Promise<Finding> {
  return withServices(config, ({ store }) => {
    const brought = store.brought.list()
    if (brought.length > 0)
      return {
        state: 'warn',
        detail: `not made by you, so neither resumed nor approved: ${brought.slice(0, 20).join(', ')}`,
        fix: 'claw runs; claw audit adopt',
      }
    const abandoned = store.runs.markAbandoned()
    const stale = store.runs.list({ limit: 100, status: 'interrupted' }).map((run) => run.run_id)
    const waiting = store.runs.list({ limit: 100, status: 'waiting' }).map((run) => run.run_id)
    if (stale.length === 0 && waiting.length === 0) return { state: 'ok', detail: 'nothing is interrupted, nothing waits' }
    const detail = [stale.length > 0 ? `interrupted: ${stale.join(', ')}` : '', waiting.length > 0 ? `waiting: ${waiting.join(', ')}` : '']
      .filter(Boolean)
      .join('; ')
    return {
      state: 'warn',
      detail: abandoned.length > 0 ? `${detail} (${abandoned.length} found just now)` : detail,
      fix: `claw resume ${stale[0] ?? waiting[0]}`,
    }
  })
}

function checkAudit(config: Config): Promise<Finding> {
  return withServices(config, ({ store }) => {
    const verdict = store.audit.verify()
    if (verdict.ok) return { state: 'ok', detail: `${verdict.records} records, head ${verdict.head.slice(0, 12)}` }
    return { state: 'failed', detail: `record ${verdict.first_bad}: ${verdict.problem}`, fix: 'claw audit verify' }
  })
}
