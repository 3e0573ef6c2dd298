import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { checkExamples } from '../policy/check-examples.ts'
import { decideCall, isPaid, type Policy, type PolicyDecision } from '../policy/decide-call.ts'
import type { GrantBook } from '../policy/grants/grant-book.ts'
import { withGrant } from '../policy/grants/with-grant.ts'
import { hiddenPaths } from '../policy/hidden-paths.ts'
import { loadPolicy } from '../policy/load-policy.ts'
import { namesHostAndPort } from '../policy/match-host.ts'
import { matchesPath } from '../policy/match-path.ts'
import type { PolicyCall } from '../policy/policy-call.ts'
import { redirectProblem } from '../policy/redirect-problem.ts'
import { taintRule } from '../policy/taint-rule.ts'
import { createRunWorkerProcess } from '../sandbox/run-worker-process.ts'
import type { SandboxDriver } from '../sandbox/sandbox-driver.ts'
import type { Store } from '../store/store.ts'
import type { ToolDefinition } from '../tools/define-tool.ts'
import { createExecutor, type Executor } from '../tools/executor.ts'
import { createFileIo } from '../tools/file-io/create-file-io.ts'
import { createHttpApi } from '../tools/http-api.ts'
import { createGuardedFetch } from '../tools/net/create-guarded-fetch.ts'
import { createPathJail } from '../tools/path-jail.ts'
import { createPythonExec } from '../tools/python-exec.ts'
import type { SecretPort } from '../tools/secrets/secret-port.ts'
import { createSqlQuery } from '../tools/sql-query.ts'
import { createTerminal } from '../tools/terminal.ts'
import { createWorkspaceScope } from '../tools/terminal-workspace-scope.ts'
import { createWebFetch } from '../tools/web-fetch.ts'
import { policyPaths } from './policy-place.ts'
import { readCommand } from './read-command.ts'

export interface OpenToolsOptions {
  readonly config: Config
  readonly sandbox: SandboxDriver
  readonly refs: Store['refs']
  readonly images: Store['images']
  readonly grants: GrantBook
  readonly secrets: SecretPort
}

/** The six core tools behind one executor. */
export async function openTools({ config, sandbox, refs, images, grants, secrets }: OpenToolsOptions): Promise<{
  executor: Executor
  tools: readonly ToolDefinition[]
  policy: Policy
}> {
  const policy = policyOf(config)
  await checkExamples(policy.rules, { workspace: config.workspace, readCommand })
  // A broken file is an error before anything is done, not at the first question.
  grants.list()
  const tools = coreTools({ config, sandbox, refs, images, secrets }, policy)
  const decide = (call: PolicyCall): PolicyDecision =>
    withGrant(call, decideCall(call, policy), {
      grants,
      exactOnly: (asked) => isPaid(asked, policy.paidHosts) || taintRule(asked) !== undefined,
    })
  const executor = createExecutor({
    tools,
    decide,
    sandboxed: sandbox.name !== 'none',
    contained: isContained(sandbox),
    readCommand,
    secrets,
  })
  return { executor, tools, policy }
}

/** Whether what a command has read can leave only by its output. */
export function isContained({ name, hosts }: Pick<SandboxDriver, 'name' | 'hosts'>): boolean {
  return name !== 'none' && hosts === undefined
}

export function policyOf(config: Config): Policy {
  return { preset: config.policyPreset, rules: loadPolicy(policyPaths(config)), paidHosts: config.paidApiProviders }
}

/** In the order of CORE_TOOLS. */
export function coreTools({ config, sandbox, refs, images, secrets }: Omit<OpenToolsOptions, 'grants'>, policy: Policy): ToolDefinition[] {
  const jail = createPathJail({
    roots: [config.workspace, ...config.extraAllowedPaths],
    protectedGlobs: [config.stateDir, config.userStateDir, config.userConfigDir, ...hiddenPaths(policy.rules, 'read')],
  })
  const readOnly = hiddenPaths(policy.rules, 'write')
  const worker = (name: string): string => join(config.packageDir, 'dist', `${name}.worker.js`)
  const fetch = createGuardedFetch({
    allow: (host, port) => opensPrivate(policy, `${host}:${port}`),
    redirectProblem: (redirect) => redirectProblem(redirect, policy),
  })
  const scope = createWorkspaceScope({
    isSecret: (path) => jail.isProtected(path),
    isReadOnly: (path) => readOnly.some((glob) => matchesPath(glob, path, config.workspace)),
    extraPaths: config.extraAllowedPaths,
    // An image brings its own node.
    nodePath: sandbox.name === 'container' ? null : config.nodePath,
    network: sandbox.hosts !== undefined,
  })
  const shell = { sandbox, scope }
  const runWorker = createRunWorkerProcess({ nodePath: config.nodePath, workerPath: worker('sql-query') })
  return [
    createFileIo({ jail, refs, images, searchWorkerPath: worker('search-lines') }),
    createTerminal(shell),
    createPythonExec(shell),
    createSqlQuery({ jail, runWorker }),
    createWebFetch({ fetch }),
    createHttpApi({ fetch, secrets: secrets.list() }),
  ] as ToolDefinition[]
}

/** Private and loopback addresses stay closed unless a rule of the user allows this very host and port. */
function opensPrivate(policy: Policy, target: string): boolean {
  return policy.rules.some((rule) => rule.decision === 'allow' && rule.hosts?.some((pattern) => namesHostAndPort(pattern, target)) === true)
}
