import type { Json } from '../kernel/json.ts'
import type { BrowserChoice } from './choose-browser.ts'

export const SANDBOX_SETTINGS = ['auto', 'require', 'off', 'none', 'bwrap', 'srt', 'container'] as const
export const MEMORY_MODES = ['on', 'read-only', 'off'] as const
export const APPROVAL_MODES = ['interactive', 'approve', 'deny', 'web'] as const
export type ApprovalMode = (typeof APPROVAL_MODES)[number]
export const PROVIDERS = ['openai', 'gemini', 'claude', 'ollama', 'rules'] as const
export type ProviderName = (typeof PROVIDERS)[number]
export const POLICY_PRESETS = ['readonly', 'workspace', 'trusted'] as const
export const RULES_FIRST = ['off', 'read-only', 'all'] as const
export type PolicyPreset = (typeof POLICY_PRESETS)[number]
export type SettingOrigin = 'flag' | 'environment' | '.env' | 'secrets.json' | 'config file' | 'default'

/** One frozen, complete, validated object: inside of claw there is no environment, no default and no optional. Paths are absolute. */
export interface Config {
  /** Nearest ancestor of the current folder with `.closed_claw`, else the current folder; real path. */
  readonly workspace: string
  readonly stateDir: string
  readonly dbPath: string
  readonly checkpointsPath: string
  readonly runLogsDir: string
  /** Searched in this order; the first holder of an id wins. */
  readonly agentDirs: readonly { readonly path: string; readonly source: 'configured' | 'workspace_state' | 'workspace' | 'shipped' }[]
  /** Where created agents go. */
  readonly newAgentsDir: string
  readonly skillDirs: readonly string[]
  readonly extraAllowedPaths: readonly string[]
  /** $XDG_STATE_HOME/closed-claw: the list of workspaces and the audit heads. */
  readonly userStateDir: string
  /** $XDG_CACHE_HOME/closed-claw: compiled code. */
  readonly userCacheDir: string
  /** $XDG_CONFIG_HOME/closed-claw: config.json, policy.json, secrets.json. */
  readonly userConfigDir: string
  /** src/embedding/static of the package. */
  readonly embeddingTableDir: string
  readonly embedding: EmbeddingChoice
  readonly requireSqliteVec: boolean
  readonly sqliteVecPath: string | null
  readonly lowConfidenceThreshold: number
  /** How likely each trait of an agent changes in a child, 0..1; null: agents do not evolve. */
  readonly evolution: { readonly mutationRate: number } | null
  readonly createApprovalMode: ApprovalMode
  readonly planApproval: 'off' | 'ask'
  readonly apiApprovalMode: ApprovalMode
  readonly paidApiProviders: readonly string[]
  readonly apiApprovalTimeoutMs: number
  /** How long an approval with the scope `window` lasts. */
  readonly approvalWindowMs: number
  /** Before-images of changed files: at most so many bytes, and so long. */
  readonly undoMaxBytes: number
  readonly undoKeepMs: number
  /** What agents remember: whether, how much of it is told in a prompt, how much of it is kept, and for how long (null: for ever). */
  readonly memory: {
    readonly mode: (typeof MEMORY_MODES)[number]
    readonly tokens: number
    readonly maxItems: number
    readonly maxBytes: number
    readonly keepSupersededMs: number
    readonly ttlMs: { readonly fact: number | null; readonly procedure: number | null; readonly episode: number | null }
  }
  readonly trashKeepMs: number
  readonly agentTimeoutMs: number
  /** Restarts of a crashed capsule within its attempt, answered from the journal. */
  readonly agentRetries: number
  readonly subtaskMaxAttempts: number
  readonly maxToolCallsPerAgent: number
  readonly maxAgentsPerRun: number
  readonly maxSubtasksPerPhase: number
  readonly maxReplans: number
  readonly circuitBreaker: { readonly failures: number; readonly resetMs: number }
  readonly provider: ProviderName
  /** Why this provider: shown by doctor and by `engine`. */
  readonly providerReason: string
  readonly model: string | null
  readonly apiKey: string | null
  /** The setting that the key comes from; null: there is none, or it is a placeholder. */
  readonly apiKeyName: string | null
  /** null: the provider's own servers. */
  readonly baseUrl: string | null
  /** Asked when the chosen provider cannot be reached; null: nothing is. */
  readonly fallback: FallbackModel | null
  /** Key and address of each provider, for agents that name one; a key goes to its own provider alone. */
  readonly providerAccess: Readonly<Record<Exclude<ProviderName, 'rules'>, Pick<FallbackModel, 'apiKey' | 'baseUrl'>>>
  /** Every place that said something about provider, model, key or address; `ignored`: why it does not count. */
  readonly modelSources: readonly ModelSource[]
  /** Ports of this machine at which model servers are looked for when one could be offered. */
  readonly localServers: readonly { readonly name: string; readonly port: number }[]
  readonly llmTimeoutMs: number
  /** Tokens of context that models of Ollama are run with; null: as the model and its server say. */
  readonly ollamaNumCtx: number | null
  /** Calls at the same time. */
  readonly llmConcurrency: Readonly<Record<Exclude<ProviderName, 'rules'>, number>>
  /** Of every run that says nothing else; null: no limit. */
  readonly maxTokens: number | null
  /** The same in US dollars. */
  readonly maxCostUsd: number | null
  readonly rulesFirst: (typeof RULES_FIRST)[number]
  readonly policyPreset: PolicyPreset
  readonly sandbox: (typeof SANDBOX_SETTINGS)[number]
  readonly container: { readonly runtime: string; readonly image: string; readonly args: readonly string[] }
  /** Hosts that shell tools may reach. */
  readonly shellNetwork: readonly string[]
  /** Text shared by all agents, before all layers of the system prompt; null when there is no soul.md. */
  readonly soulPath: string | null
  readonly crashpoint: string | null
  readonly debug: boolean
  /** Values that must never be shown or written. */
  readonly secrets: readonly string[]
  /** For doctor: each setting, its value (secrets masked) and where it came from. */
  readonly origins: readonly { readonly name: string; readonly value: Json; readonly origin: SettingOrigin }[]
  /** What was ignored or has no effect, in words. */
  readonly notes: readonly string[]
  /** Folder of the installed package: agents/, skills/, dist/, src/embedding/static. */
  readonly packageDir: string
  readonly nodePath: string
  /** What the person edits with, as a shell command: VISUAL or EDITOR of the environment alone, since it is started. */
  readonly editor: string | null
  readonly browser: BrowserChoice
  /** How the terminal is: for output and for prompts. */
  readonly terminal: { readonly colour: boolean; readonly interactive: boolean; readonly accessible: boolean; readonly columns: number }
}

export interface ModelSource {
  readonly name: string
  readonly origin: SettingOrigin
  /** `environment`, `command line`, or the path of the file. */
  readonly where: string
  /** Hidden for a key. */
  readonly value: string
  readonly ignored: string | null
}

export interface FallbackModel {
  readonly provider: Exclude<ProviderName, 'rules'>
  readonly model: string
  readonly apiKey: string | null
  readonly apiKeyName: string | null
  readonly baseUrl: string | null
}

/** Which embedder routing and memory use. `dim`: how many numbers it has to have; null: as many as it has. */
export type EmbeddingChoice =
  | { readonly kind: 'static'; readonly dim: number | null }
  | {
      readonly kind: 'transformers'
      readonly source: 'folder' | 'hub'
      /** The folder's own name, or `owner/name` on the hub. */
      readonly name: string
      /** null: from the hub. */
      readonly path: string | null
      /** Where models of the hub are kept. */
      readonly cacheDir: string
      readonly dim: number | null
    }
  | {
      readonly kind: 'openai'
      readonly model: string
      readonly apiKey: string | null
      readonly baseUrl: string | null
      readonly dim: number | null
    }
