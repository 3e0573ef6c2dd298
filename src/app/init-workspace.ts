import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'

/** Makes the state folder with its README. Names what was not there. Throws STATE_UNWRITABLE. */
export function initWorkspace(config: Config): string[] {
  const folders = [config.stateDir, config.runLogsDir, config.newAgentsDir]
  const missing = [...folders, config.dbPath].filter((path) => !existsSync(path))
  try {
    for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o755 })
    putReadme(config)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === '') throw error
    throw new ClawError('STATE_UNWRITABLE', `The state folder ${config.stateDir} cannot be made or written (${code}).`, {
      cause: error,
      where: config.stateDir,
    })
  }
  return missing.map((path) => relative(config.workspace, path))
}

function putReadme(config: Config): void {
  const target = join(config.stateDir, 'README.md')
  const source = join(config.packageDir, '.closed_claw', 'README.md')
  if (!existsSync(target) && existsSync(source)) copyFileSync(source, target)
}
