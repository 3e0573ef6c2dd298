/** The layer table as data: who may import whom, and which power lives where. Low to high. */
export interface Layer {
  readonly name: string
  /** Layers that it may import beside itself. */
  readonly may: readonly string[]
}

const BASE = ['src/kernel', 'src/protocol']
const SERVICES = [
  'src/config',
  'src/store',
  'src/policy',
  'src/embedding',
  'src/routing',
  'src/models',
  'src/sandbox',
  'src/tools',
  'src/capsules',
  'src/planning',
]

export const LAYERS: readonly Layer[] = [
  { name: 'src/kernel', may: [] },
  { name: 'src/protocol', may: ['src/kernel'] },
  { name: 'src/config', may: ['src/kernel'] },
  { name: 'src/store', may: BASE },
  { name: 'src/policy', may: [...BASE, 'src/store'] },
  { name: 'src/embedding', may: [...BASE, 'src/store'] },
  { name: 'src/routing', may: [...BASE, 'src/store', 'src/embedding'] },
  { name: 'src/models', may: [...BASE, 'src/policy'] },
  { name: 'src/sandbox', may: ['src/kernel'] },
  { name: 'src/tools', may: [...BASE, 'src/policy', 'src/sandbox'] },
  { name: 'src/capsules', may: [...BASE, 'src/store', 'src/sandbox'] },
  { name: 'src/planning', may: BASE },
  { name: 'src/coordinator', may: [...BASE, ...SERVICES] },
  { name: 'src/view', may: BASE },
  { name: 'src/app', may: [...BASE, ...SERVICES, 'src/coordinator', 'src/view'] },
  { name: 'src/tui', may: [...BASE, 'src/config', 'src/view', 'src/app'] },
  { name: 'src/cli', may: [...BASE, 'src/config', 'src/view', 'src/app', 'src/tui', 'web/server'] },
  { name: 'runtime', may: BASE },
  { name: 'web/server', may: [...BASE, 'src/config', 'src/view', 'src/app'] },
  { name: 'web/client', may: [...BASE, 'src/view', 'web/server'] },
]

/** A face is loaded by `src/cli` on demand; the browser takes types of its server alone. */
export const ONLY_AS_TYPES: readonly { from: string; to: string }[] = [
  { from: 'web/client', to: 'web/server' },
  { from: 'src/coordinator', to: 'src/store' },
  { from: 'src/coordinator', to: 'src/models' },
  { from: 'src/coordinator', to: 'src/capsules' },
  { from: 'src/coordinator', to: 'src/config' },
  { from: 'src/coordinator', to: 'src/routing' },
]
export const ONLY_DYNAMIC: readonly { from: string; to: string }[] = [
  { from: 'src/cli', to: 'web/server' },
  { from: 'src/cli', to: 'src/app' },
  { from: 'src/cli', to: 'src/tui' },
  { from: 'src/tui', to: 'src/app' },
]

/** A module that does something dangerous or heavy, and the only places that may import it. Types are free. */
export const POWERS: readonly { readonly module: RegExp; readonly where: readonly string[] }[] = [
  { module: /^better-sqlite3$/, where: ['src/store/'] },
  { module: /^sqlite-vec$/, where: ['src/store/'] },
  { module: /^@langchain\/langgraph$/, where: ['src/coordinator/graph-library.ts'] },
  { module: /^@langchain\/langgraph-checkpoint/, where: ['src/store/'] },
  { module: /^@langchain\/(openai|anthropic|google-genai|ollama|core)/, where: ['src/models/'] },
  { module: /^(node:)?child_process$/, where: ['src/sandbox/', 'src/capsules/supervisor/', 'src/app/spawn-host.ts'] },
  // createRequire would be a way around this table; the loader needs it for the packages that stay outside of the bundle.
  { module: /^(node:)?(module|vm)$/, where: ['src/cli/chunk-loader.ts', 'src/embedding/transformers/find-transformers.ts'] },
  { module: /^(node:)?(cluster|inspector)$/, where: [] },
  { module: /^(node:)?worker_threads$/, where: ['src/tools/file-io/', 'src/store/sql-query', 'src/embedding/transformers/'] },
  { module: /^(node:)?(http|https|net|tls|dns)(\/promises)?$/, where: ['src/tools/net/', 'src/sandbox/', 'web/server/'] },
  { module: /^undici$/, where: ['src/tools/net/'] },
  { module: /^hono\/client$/, where: ['web/client/api/'] },
  { module: /^(hono$|hono\/(?!client$)|@hono\/)/, where: ['web/server/'] },
  { module: /^react/, where: ['web/client/', 'src/tui/'] },
  { module: /^(ink|yoga-layout)$/, where: ['src/tui/'] },
  { module: /^jsonata$/, where: ['runtime/rules/', 'src/planning/rules/'] },
]

/** The programs: everything that is started by its name. */
export const ENTRY_POINTS = ['src/cli/main.ts', 'runtime/main.ts', 'web/client/main.tsx'] as const
export const WORKERS = [
  'src/embedding/transformers/transformers.worker.ts',
  'src/store/sql-query.worker.ts',
  'src/tools/file-io/search-lines.worker.ts',
] as const
export const ENVIRONMENT_READERS = ['src/config/'] as const
export const MAX_LINES = 250

/** What the built capsule may ask of Node, and whose code may be inside of it. */
export const CAPSULE_BUILTINS: readonly string[] = [
  'node:buffer',
  'node:console',
  'node:crypto',
  'node:events',
  'node:process',
  'node:stream',
]
export const CAPSULE_PACKAGES: readonly string[] = ['jsonata', 'zod']
