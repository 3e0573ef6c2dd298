import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { STATE_FOLDER } from './find-workspace.ts'
import { packageDir } from './package-dir.ts'
import { isInside, resolvePath } from './resolve-path.ts'
import type { ResolvedSettings } from './resolve-settings.ts'

/** Every file and folder of a workspace and of the package, absolute. */
export function places(settings: ResolvedSettings, workspace: string, home: string) {
  const stateDir = join(workspace, STATE_FOLDER)
  const at = (name: string): string | undefined => {
    const text = settings.text(name)
    return text === undefined ? undefined : resolvePath(text, { workspace, home })
  }
  const shipped = packageDir()
  const agentsDir = at('CLOSED_CLAW_AGENTS_DIR')
  return {
    stateDir,
    dbPath: at('CLOSED_CLAW_DB_PATH') ?? join(stateDir, 'registry.db'),
    checkpointsPath: join(stateDir, 'checkpoints.db'),
    runLogsDir: at('CLOSED_CLAW_RUN_LOGS_DIR') ?? join(stateDir, 'runs'),
    agentDirs: agentDirs({ configured: agentsDir, stateDir, workspace, shipped }),
    newAgentsDir: agentsDir ?? join(stateDir, 'agents'),
    skillDirs: [...new Set([join(stateDir, 'skills'), join(workspace, 'skills'), join(shipped, 'skills')])],
    extraAllowedPaths: settings.list('CLOSED_CLAW_EXTRA_ALLOWED_PATHS').map((path) => resolvePath(path, { workspace, home })),
    embeddingTableDir: join(shipped, 'src', 'embedding', 'static'),
    sqliteVecPath: at('SQLITE_VEC_PATH') ?? null,
    soulPath: at('CLOSED_CLAW_SOUL_MD') ?? soulOf(workspace, home),
    packageDir: shipped,
  }
}

function agentDirs(input: { configured: string | undefined; stateDir: string; workspace: string; shipped: string }): Config['agentDirs'] {
  const shippedAgents = join(input.shipped, 'agents')
  const candidates: (Config['agentDirs'][number] | undefined)[] = [
    input.configured === undefined ? undefined : { path: input.configured, source: 'configured' },
    { path: join(input.stateDir, 'agents'), source: 'workspace_state' },
    // In a clone of claw itself both are the same folder: its agents are the shipped ones.
    input.workspace === input.shipped ? undefined : { path: join(input.workspace, 'agents'), source: 'workspace' },
    { path: shippedAgents, source: 'shipped' },
  ]
  const present = candidates.filter((dir) => dir !== undefined)
  return present.filter((dir, index) => present.findIndex((other) => other.path === dir.path) === index)
}

// A link that leads out of the workspace would send a foreign file to the model.
function soulOf(workspace: string, home: string): string | null {
  const path = join(workspace, 'soul.md')
  return existsSync(path) && isInside(path, { workspace, home }) ? path : null
}
