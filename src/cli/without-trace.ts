import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'

export interface TracelessConfig {
  readonly config: Config
  remove(): void
}

/**
 * The config for looking around in a folder that is no workspace: its state stands in a temporary folder. A `.closed_claw` left in a home
 * folder by a mere look would make every folder below part of that workspace.
 */
export function withoutTrace(config: Config): TracelessConfig {
  if (existsSync(config.stateDir) || existsSync(config.dbPath)) return { config, remove: () => undefined }
  const stateDir = mkdtempSync(join(tmpdir(), 'claw-look-'))
  const moved = {
    stateDir,
    dbPath: join(stateDir, 'registry.db'),
    checkpointsPath: join(stateDir, 'checkpoints.db'),
    runLogsDir: join(stateDir, 'runs'),
    newAgentsDir: join(stateDir, 'agents'),
  }
  return { config: { ...config, ...moved }, remove: () => rmSync(stateDir, { recursive: true, force: true }) }
}
