import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { RemovalItem } from './app-port.ts'
import { openServices } from './open-services.ts'

/** What `uninstall` would take away. Touches nothing. */
export async function planRemoval(config: Config): Promise<RemovalItem[]> {
  const items = [
    { path: config.stateDir, what: 'state of this workspace: runs, created agents, registry, logs' },
    { path: config.userStateDir, what: 'list of workspaces and audit heads' },
    { path: config.userCacheDir, what: 'compiled code of claw, which is made anew when it is missing' },
    { path: config.userConfigDir, what: 'your configuration, policy and secrets' },
  ]
  return items.filter((item) => existsSync(item.path)).map((item) => ({ ...item, bytes: folderBytes(item.path) }))
}

/** Takes exactly these items away. Throws RUN_HELD while a run of the workspace is carried out. */
export async function remove(config: Config, items: readonly RemovalItem[]): Promise<void> {
  await requireNoLiveRun(config)
  const planned = new Set((await planRemoval(config)).map((item) => item.path))
  for (const item of items) if (planned.has(item.path)) rmSync(item.path, { recursive: true, force: true })
}

async function requireNoLiveRun(config: Config): Promise<void> {
  if (!existsSync(config.dbPath)) return
  const live = await liveRuns(config)
  if (live.length > 0) throw new ClawError('RUN_HELD', `Run ${live[0]} is being carried out.`, { fix: `claw cancel-run ${live[0]}` })
}

// A registry that cannot be opened holds no live run that could be lost.
async function liveRuns(config: Config): Promise<string[]> {
  try {
    const services = await openServices(config)
    services.store.runs.markAbandoned()
    const ids = services.store.runs.list({ limit: 100_000, status: 'running' }).map((run) => run.run_id)
    services.catalog.close()
    services.store.close()
    return ids
  } catch (error) {
    if (error instanceof ClawError) return []
    throw error
  }
}

function folderBytes(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0)
}
