import { join } from 'node:path'
import { chooseBrowser } from './choose-browser.ts'
import { chooseEmbedding, embeddingNotes } from './choose-embedding.ts'
import { chooseProvider } from './choose-provider.ts'
import type { ApprovalMode, Config, PolicyPreset } from './config.ts'
import { findWorkspace, realFolder } from './find-workspace.ts'
import { idleSettings } from './idle-settings.ts'
import { localServers } from './local-servers.ts'
import { memoryLimits } from './memory-limits.ts'
import { modelSources } from './model-sources.ts'
import { places } from './places.ts'
import { providerAccess } from './provider-access.ts'
import type { ModelProvider } from './providers.ts'
import { type ResolvedSettings, resolveSettings } from './resolve-settings.ts'
import { configFileSource, dotEnvSource, environmentSource, type SettingSource, secretsSource } from './setting-sources.ts'
import { type TerminalStreams, terminalState } from './terminal-state.ts'
import { type Environment, userDirs } from './user-dirs.ts'

export interface LoadConfigOptions {
  /** Settings given as flags: name of the setting -> text. */
  readonly flags?: Readonly<Record<string, string>>
  /** process.env when absent: this layer is the only one that reads it. */
  readonly env?: Environment
  readonly cwd?: string
  /** This very folder instead of the one found from `cwd`. */
  readonly workspace?: string
  /** Instead of the XDG one: a run that must leave no trace (`demo`). */
  readonly userStateDir?: string
  readonly debug?: boolean
  readonly noInput?: boolean
  readonly streams?: TerminalStreams
}

const NO_TERMINAL: TerminalStreams = { stdinIsTty: false, stdoutIsTty: false, stderrIsTty: false, columns: undefined }

/** Flags > environment > `.env` of the workspace > the user's config.json > defaults. Throws CONFIG_* and WORKSPACE_UNREADABLE. */
export function loadConfig(options: LoadConfigOptions = {}): Config {
  const env = options.env ?? process.env
  const dirs = userDirs(env)
  const workspace = options.workspace === undefined ? findWorkspace(options.cwd ?? process.cwd()) : realFolder(options.workspace)
  const settings = resolveSettings({
    sources: sourcesOf(options.flags ?? {}, env, workspace, dirs.userConfigDir),
    workspace,
    home: dirs.home,
    userConfigFile: join(dirs.userConfigDir, 'config.json'),
  })
  const { notes: providerNotes, ...provider } = chooseProvider(settings)
  const embedding = chooseEmbedding(settings, { workspace, home: dirs.home, userCacheDir: dirs.userCacheDir, provider })
  const { terminal } = terminalState(options.streams ?? NO_TERMINAL, { noInput: options.noInput ?? false }, env)
  return Object.freeze({
    ...places(settings, workspace, dirs.home),
    ...limits(settings),
    ...safety(settings),
    memory: memoryLimits(settings),
    ...provider,
    llmConcurrency: llmConcurrency(settings),
    providerAccess: accessOfAll(settings),
    embedding,
    modelSources: modelSources(settings, provider),
    localServers: localServers(settings),
    workspace,
    userStateDir: options.userStateDir ?? dirs.userStateDir,
    userCacheDir: dirs.userCacheDir,
    userConfigDir: dirs.userConfigDir,
    debug: options.debug ?? false,
    secrets: settings.secrets,
    origins: settings.origins,
    notes: [...settings.notes, ...providerNotes, ...embeddingNotes(settings, embedding), ...idleSettings(settings)],
    nodePath: process.execPath,
    editor: env['VISUAL'] || env['EDITOR'] || null,
    browser: chooseBrowser(env, terminal.interactive),
    terminal,
  })
}

function sourcesOf(flags: Readonly<Record<string, string>>, env: Environment, workspace: string, userConfigDir: string): SettingSource[] {
  const all: (SettingSource | undefined)[] = [
    { origin: 'flag', where: 'command line', values: flags },
    environmentSource(env),
    dotEnvSource(workspace),
    secretsSource(userConfigDir),
    configFileSource(userConfigDir),
  ]
  return all.filter((source) => source !== undefined)
}

// A call that waits within Ollama looks like one that is not answered: it waits here.
function llmConcurrency(settings: ResolvedSettings): Config['llmConcurrency'] {
  const told = settings.isSet('CLOSED_CLAW_LLM_CONCURRENCY') ? settings.number('CLOSED_CLAW_LLM_CONCURRENCY') : null
  return { openai: told ?? 4, gemini: told ?? 4, claude: told ?? 4, ollama: told ?? 1 }
}

function limits(settings: ResolvedSettings) {
  const ms = (name: string): number => Math.round(settings.number(name) * 1000)
  return {
    apiApprovalTimeoutMs: ms('CLOSED_CLAW_API_APPROVAL_TIMEOUT_SEC'),
    approvalWindowMs: ms('CLOSED_CLAW_APPROVAL_WINDOW_SEC'),
    undoMaxBytes: Math.round(settings.number('CLOSED_CLAW_UNDO_MAX_MB') * 1_000_000),
    undoKeepMs: settings.number('CLOSED_CLAW_UNDO_KEEP_DAYS') * 86_400_000,
    trashKeepMs: settings.number('CLOSED_CLAW_TRASH_KEEP_DAYS') * 86_400_000,
    agentTimeoutMs: ms('CLOSED_CLAW_AGENT_TIMEOUT_SEC'),
    llmTimeoutMs: ms('CLOSED_CLAW_LLM_TIMEOUT_SEC'),
    ollamaNumCtx: settings.isSet('CLOSED_CLAW_OLLAMA_NUM_CTX') ? settings.number('CLOSED_CLAW_OLLAMA_NUM_CTX') : null,
    maxTokens: optionalNumber(settings, 'CLOSED_CLAW_MAX_TOKENS'),
    maxCostUsd: optionalNumber(settings, 'CLOSED_CLAW_MAX_COST_USD'),
    agentRetries: settings.number('CLOSED_CLAW_AGENT_RETRIES'),
    subtaskMaxAttempts: settings.number('CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS'),
    maxToolCallsPerAgent: settings.number('CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT'),
    maxAgentsPerRun: settings.number('CLOSED_CLAW_MAX_AGENTS_PER_RUN'),
    maxSubtasksPerPhase: settings.number('CLOSED_CLAW_MAX_SUBTASKS_PER_PHASE'),
    maxReplans: settings.number('CLOSED_CLAW_MAX_REPLANS'),
    circuitBreaker: {
      failures: settings.number('CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES'),
      resetMs: ms('CLOSED_CLAW_CIRCUIT_BREAKER_RESET_SEC'),
    },
    lowConfidenceThreshold: settings.number('CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD'),
    evolution: settings.boolean('CLOSED_CLAW_EVOLUTION_ENABLED')
      ? { mutationRate: settings.number('CLOSED_CLAW_EVOLUTION_MUTATION_RATE') }
      : null,
    requireSqliteVec: settings.boolean('CLOSED_CLAW_REQUIRE_SQLITE_VEC'),
  }
}

function safety(settings: ResolvedSettings) {
  return {
    createApprovalMode: createApprovalMode(settings),
    planApproval: settings.text('CLOSED_CLAW_PLAN_APPROVAL') as Config['planApproval'],
    apiApprovalMode: settings.text('CLOSED_CLAW_API_APPROVAL_MODE') as ApprovalMode,
    paidApiProviders: settings.list('CLOSED_CLAW_PAID_API_PROVIDERS'),
    policyPreset: settings.text('CLOSED_CLAW_POLICY') as PolicyPreset,
    sandbox: settings.text('CLOSED_CLAW_SANDBOX') as Config['sandbox'],
    container: {
      runtime: settings.text('CLOSED_CLAW_CONTAINER_RUNTIME') ?? '',
      image: settings.text('CLOSED_CLAW_CONTAINER_IMAGE') ?? '',
      args: (settings.text('CLOSED_CLAW_CONTAINER_ARGS') ?? '').split(/\s+/).filter(Boolean),
    },
    shellNetwork: settings.list('CLOSED_CLAW_SHELL_NETWORK'),
    rulesFirst: settings.text('CLOSED_CLAW_RULES_FIRST') as Config['rulesFirst'],
    crashpoint: settings.text('CLOSED_CLAW_CRASHPOINT') ?? null,
  }
}

/** The mode wins where it is set; CLOSED_CLAW_CREATE_APPROVAL_REQUIRED=false alone means `approve`. */
function createApprovalMode(settings: ResolvedSettings): ApprovalMode {
  const required = settings.boolean('CLOSED_CLAW_CREATE_APPROVAL_REQUIRED') || settings.isSet('CLOSED_CLAW_CREATE_APPROVAL_MODE')
  return required ? (settings.text('CLOSED_CLAW_CREATE_APPROVAL_MODE') as ApprovalMode) : 'approve'
}

function optionalNumber(settings: ResolvedSettings, name: string): number | null {
  return settings.text(name) === undefined ? null : settings.number(name)
}

function accessOfAll(settings: ResolvedSettings): Config['providerAccess'] {
  const access = (provider: ModelProvider) => providerAccess(provider, settings, 'own key')
  return { openai: access('openai'), gemini: access('gemini'), claude: access('claude'), ollama: access('ollama') }
}
