import { join } from 'node:path'
import { clawVersion } from '../config/claw-version.ts'
import type { Config } from '../config/config.ts'
import { createStaticEmbedder } from '../embedding/create-static-embedder.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { systemClock } from '../kernel/clock.ts'
import { sha256 } from '../kernel/hash.ts'
import { createRedactor, type Redactor } from '../kernel/redact.ts'
import { createGrantBook, type GrantBook } from '../policy/grants/grant-book.ts'
import { openStore } from '../store/open-store.ts'
import { ownerIsAlive } from '../store/owner.ts'
import type { Store } from '../store/store.ts'
import { rememberWorkspace } from '../store/workspaces.ts'
import { type AgentCatalog, createAgentCatalog } from './agent-catalog.ts'
import { createModelSource, type ModelSource } from './model-source.ts'
import { type OpenedEmbedder, openEmbedder } from './open-embedder.ts'
import { createSecretBook, type SecretBook } from './secrets/secret-book.ts'
import { type ShippedYaml, shippedYaml } from './shipped-yaml.ts'

/** What every command shares; nothing here starts a process or loads a model client. */
export interface Services {
  readonly config: Config
  readonly redactor: Redactor
  readonly store: Store
  /** Of routing and memory, as the settings choose it. */
  readonly embedder: OpenedEmbedder
  /** The static one: recipes are thousands of phrasings, and how near counts as sure was chosen on it. */
  readonly phraseEmbedder: Embedder
  readonly catalog: AgentCatalog
  readonly yaml: ShippedYaml
  /** What the user allowed for longer than one call. */
  readonly grants: GrantBook
  readonly secrets: SecretBook
  readonly models: ModelSource
}

export async function openServices(config: Config): Promise<Services> {
  const redactor = createRedactor(config.secrets)
  const store = openStore({
    path: config.dbPath,
    checkpointsPath: config.checkpointsPath,
    runLogsDir: config.runLogsDir,
    refsDir: refsDir(config),
    undo: { dir: join(config.stateDir, 'undo'), maxBytes: config.undoMaxBytes, keepMs: config.undoKeepMs },
    auditHeadPath: auditHeadPath(config),
    marksDir: join(config.userStateDir, 'registries'),
    requireVec: config.requireSqliteVec,
    vecPath: config.sqliteVecPath,
    clock: systemClock,
    redactor,
    isAlive: ownerIsAlive,
    clawVersion: clawVersion(),
  })
  rememberWorkspace(config.userStateDir, config.workspace)
  const phraseEmbedder = createStaticEmbedder({ assetDir: config.embeddingTableDir })
  const embedder = await openEmbedder(config, phraseEmbedder, redactor)
  const yaml = shippedYaml(config.packageDir)
  const catalog = await createAgentCatalog({
    config,
    store,
    embedder,
    phraseEmbedder,
    redactor,
    frontMatter: yaml.frontMatter,
    shippedRecipes: yaml.recipes,
  })
  const grants = createGrantBook({ userConfigDir: config.userConfigDir, clock: systemClock })
  const secrets = createSecretBook(config.userConfigDir)
  return { config, redactor, store, embedder, phraseEmbedder, catalog, yaml, grants, secrets, models: createModelSource() }
}

export function refsDir(config: Config): string {
  return join(config.stateDir, 'refs')
}

/** Outside of the workspace, one per registry: a cut tail of the chain is invisible otherwise. */
export function auditHeadPath(config: Config): string {
  return join(config.userStateDir, 'audit-heads', `${sha256(config.dbPath).slice(0, 16)}.json`)
}
