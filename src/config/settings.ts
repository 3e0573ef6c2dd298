import { APPROVAL_MODES, MEMORY_MODES, POLICY_PRESETS, PROVIDERS, SANDBOX_SETTINGS } from './config.ts'
import { LIMIT_ROWS } from './limit-settings.ts'
import { MODEL_PROVIDERS, PROVIDER_SPECS } from './providers.ts'
import type { SettingKind } from './setting-kinds.ts'
import { count, number, type SettingRow, type WorkspaceRule } from './setting-row.ts'

export interface SettingSpec {
  readonly name: string
  readonly type: SettingKind
  /** As it would be typed; empty: unset. */
  readonly default: string
  readonly description: string
  readonly workspaceEnv: WorkspaceRule
  /** Known and without effect in this version: said, never silent. */
  readonly withoutEffect?: string
  readonly group: SettingGroup
}

export const SETTING_GROUPS = ['model', 'places', 'approvals and safety', 'limits', 'memory', 'routing', 'other'] as const
export type SettingGroup = (typeof SETTING_GROUPS)[number]

const boolean: SettingKind = { kind: 'boolean' }
const text: SettingKind = { kind: 'text' }
const path: SettingKind = { kind: 'path' }
const list: SettingKind = { kind: 'list' }
const url: SettingKind = { kind: 'url' }
const secret: SettingKind = { kind: 'secret' }
const choice = (values: readonly string[]): SettingKind => ({ kind: 'choice', values })

const DEFAULT_MODELS = MODEL_PROVIDERS.map((provider) => `${PROVIDER_SPECS[provider].defaultModel} for ${provider}`).join(', ')

const ROWS: Readonly<Record<SettingGroup, readonly SettingRow[]>> = {
  model: [
    ['CLOSED_CLAW_LLM_PROVIDER', choice(PROVIDERS), '', 'yes', 'Engine. Unset: the provider whose key or address is there, else rules.'],
    ['CLOSED_CLAW_LLM_MODEL', text, '', 'yes', `Model of the provider. Unset: ${DEFAULT_MODELS}.`],
    [
      'CLOSED_CLAW_LLM_FALLBACK',
      text,
      '',
      'yes',
      'Model that is asked when the chosen one cannot be reached: PROVIDER:MODEL. Unset: none.',
    ],
    ['CLOSED_CLAW_LLM_TIMEOUT_SEC', number(1, 3600), '45', 'yes', 'Seconds that one model call may take.'],
    [
      'CLOSED_CLAW_LLM_CONCURRENCY',
      count(1, 1000),
      '',
      'yes',
      'Model calls at the same time, for each provider. Unset: 4; 1 with Ollama, which answers one after the other unless it is told otherwise.',
    ],
    ['CLOSED_CLAW_LLM_API_KEY', secret, '', 'yes', 'Key that is used when the chosen provider has none of its own.'],
    ['OPENAI_API_KEY', secret, '', 'yes', 'Key of OpenAI or of a compatible server.'],
    ['OPENAI_BASE_URL', url, '', 'with-key', 'Address of a compatible server. Without a key it means a local server that needs none.'],
    ['GEMINI_API_KEY', secret, '', 'yes', 'Key of Gemini.'],
    ['GEMINI_BASE_URL', url, '', 'with-key', 'Address of a Gemini server.'],
    ['ANTHROPIC_API_KEY', secret, '', 'yes', 'Key of Claude.'],
    ['ANTHROPIC_BASE_URL', url, '', 'with-key', 'Address of a Claude server.'],
    ['OLLAMA_BASE_URL', url, '', 'with-key', 'Address of Ollama. Unset: OLLAMA_HOST, else http://127.0.0.1:11434.'],
    ['OLLAMA_HOST', text, '', 'no', "Ollama's own setting: read when it names this machine."],
    [
      'CLOSED_CLAW_LOCAL_SERVERS',
      list,
      'ollama:11434,lmstudio:1234,llama.cpp:8080,vllm:8000',
      'no',
      'Ports of this machine at which `setup`, `models` and `doctor` look for model servers: NAME:PORT; none: nowhere.',
    ],
    [
      'CLOSED_CLAW_OLLAMA_NUM_CTX',
      count(1024, 10_000_000),
      '',
      'yes',
      'Tokens of context that a model of Ollama is run with (num_ctx). Unset: of its Modelfile, as it is loaded, else 16384; at most its own.',
    ],
    [
      'CLOSED_CLAW_RULES_FIRST',
      choice(['off', 'read-only', 'all']),
      'read-only',
      'no',
      'With a model: which sure recipes may answer before it.',
    ],
  ],
  places: [
    ['CLOSED_CLAW_DB_PATH', path, '.closed_claw/registry.db', 'inside', 'The registry: runs, journal, events, approvals, audit.'],
    [
      'CLOSED_CLAW_AGENTS_DIR',
      path,
      '',
      'no',
      'Folder of agents that is searched first and gets new ones. Unset: .closed_claw/agents gets them.',
    ],
    ['CLOSED_CLAW_RUN_LOGS_DIR', path, '.closed_claw/runs', 'inside', 'Folder of the JSONL files, one a run.'],
    ['CLOSED_CLAW_EXTRA_ALLOWED_PATHS', list, '', 'no', 'Further folders that tools may reach beside the workspace.'],
    [
      'CLOSED_CLAW_SOUL_MD',
      path,
      '',
      'inside',
      'Text before all layers of every system prompt. Unset: soul.md of the workspace when there is one.',
    ],
  ],
  'approvals and safety': [
    ['CLOSED_CLAW_CREATE_APPROVAL_REQUIRED', boolean, 'true', 'no', 'false means CLOSED_CLAW_CREATE_APPROVAL_MODE=approve.'],
    ['CLOSED_CLAW_CREATE_APPROVAL_MODE', choice(APPROVAL_MODES), 'interactive', 'no', 'Who decides about a new agent.'],
    ['CLOSED_CLAW_PLAN_APPROVAL', choice(['off', 'ask']), 'off', 'no', 'Whether a plan is asked for before it is carried out.'],
    ['CLOSED_CLAW_API_APPROVAL_MODE', choice(APPROVAL_MODES), 'interactive', 'no', 'Who decides about paid API calls that ask.'],
    [
      'CLOSED_CLAW_API_APPROVAL_TIMEOUT_SEC',
      number(1, 86_400),
      '30',
      'yes',
      'Seconds to answer while somebody is attached; then it is denied.',
    ],
    ['CLOSED_CLAW_APPROVAL_WINDOW_SEC', number(1, 86_400), '600', 'no', 'Seconds that "allow for 10 minutes" (scope window) lasts.'],
    ['CLOSED_CLAW_PAID_API_PROVIDERS', list, '', 'no', 'Providers or hosts that need approval.'],
    ['CLOSED_CLAW_POLICY', choice(POLICY_PRESETS), 'workspace', 'no', 'Policy preset.'],
    [
      'CLOSED_CLAW_SANDBOX',
      choice(SANDBOX_SETTINGS),
      'auto',
      'no',
      'OS sandbox of capsules, terminal and Python. `off` and `none` are the same.',
    ],
    ['CLOSED_CLAW_CONTAINER_IMAGE', text, '', 'no', 'Local image of the container sandbox, with sh, node and python3. Nothing is pulled.'],
    [
      'CLOSED_CLAW_CONTAINER_RUNTIME',
      text,
      '',
      'no',
      'docker, podman or the path of one. Unset: the first that is installed, podman before docker.',
    ],
    ['CLOSED_CLAW_CONTAINER_ARGS', text, '', 'no', 'Further options of `run`, separated by spaces.'],
    ['CLOSED_CLAW_SHELL_NETWORK', list, '', 'no', 'Hosts that shell tools may reach; kept by the srt sandbox. Unset: none.'],
  ],
  limits: LIMIT_ROWS,
  memory: [
    ['CLOSED_CLAW_MEMORY', choice(MEMORY_MODES), 'on', 'yes', 'Whether agents remember; `read-only` recalls and learns nothing new.'],
    ['CLOSED_CLAW_MEMORY_TOKENS', count(0, 100_000), '800', 'yes', 'Tokens of remembered items in a prompt at most, about; 0 tells none.'],
    ['CLOSED_CLAW_MEMORY_MAX_ITEMS', count(1, 100_000), '5000', 'yes', 'Items of one agent; then the least useful episodes go first.'],
    ['CLOSED_CLAW_MEMORY_MAX_MB', number(0.01, 10_000), '20', 'yes', 'Megabytes of the memory of one agent, with its index.'],
    ['CLOSED_CLAW_MEMORY_FACT_DAYS', number(0, 36_500), '180', 'yes', 'Days that a fact is remembered; 0: for ever.'],
    ['CLOSED_CLAW_MEMORY_PROCEDURE_DAYS', number(0, 36_500), '365', 'yes', 'Days that a procedure is remembered; 0: for ever.'],
    ['CLOSED_CLAW_MEMORY_EPISODE_DAYS', number(0, 36_500), '30', 'yes', 'Days that an episode is remembered; 0: for ever.'],
    ['CLOSED_CLAW_MEMORY_SUPERSEDED_DAYS', number(0, 36_500), '30', 'yes', 'Days that a superseded item is kept; it is not recalled.'],
  ],
  routing: [
    [
      'CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD',
      number(0, 1),
      '0.62',
      'yes',
      'Probability below which no agent counts as fitting and a new one is proposed.',
    ],
    [
      'CLOSED_CLAW_REQUIRE_SQLITE_VEC',
      boolean,
      'true',
      'yes',
      'false: exact, slower search in plain SQL when sqlite-vec cannot be loaded.',
    ],
    ['SQLITE_VEC_PATH', path, '', 'no', 'sqlite-vec from this file instead of the one that comes with claw.'],
    [
      'CLOSED_CLAW_EMBEDDING_MODEL',
      text,
      'static',
      'yes',
      'Embedder of routing and memory: `static`, a folder with an ONNX model or its name on the hub (transformers), `text-embedding-3-small` or `openai:NAME`.',
    ],
    ['CLOSED_CLAW_EMBEDDING_DIM', count(1, 4096), '', 'yes', 'Follows the embedder; another number is an error.'],
    [
      'CLOSED_CLAW_ENABLE_SENTENCE_TRANSFORMERS',
      boolean,
      'false',
      'yes',
      'true chooses the transformers embedder (all-MiniLM-L6-v2 unless CLOSED_CLAW_EMBEDDING_MODEL names another); false keeps to the static one.',
    ],
  ],
  other: [
    [
      'CLOSED_CLAW_TASK_POOL_POLL_INTERVAL_SEC',
      number(0, 86_400),
      '30',
      'yes',
      'Accepted for compatibility.',
      'the task pool is driven by events and never polls',
    ],
    [
      'CLOSED_CLAW_EVOLUTION_ENABLED',
      boolean,
      'false',
      'yes',
      'true: agents vary strategy, manner, order of tools, temperature and steps, and keep what does better (docs/EVOLUTION.md).',
    ],
    [
      'CLOSED_CLAW_EVOLUTION_MUTATION_RATE',
      number(0, 1),
      '0.3',
      'yes',
      'How likely each of these changes in a child; at least one does. 0: no child is made.',
    ],
    ['CLOSED_CLAW_CRASHPOINT', text, '', 'no', 'For tests: the point at which claw kills itself.'],
  ],
}

/** Every setting, once: parsing, `doctor`, docs/SETTINGS.md and .env.example are made from this table. */
export const SETTINGS: readonly SettingSpec[] = SETTING_GROUPS.flatMap((group) =>
  ROWS[group].map(([name, type, fallback, workspaceEnv, description, idle]) => ({
    name,
    type,
    default: fallback,
    description,
    workspaceEnv,
    group,
    ...(idle === undefined ? {} : { withoutEffect: idle }),
  })),
)

export const SETTING_NAMES: readonly string[] = SETTINGS.map((setting) => setting.name)
