import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'

export const STATE_FOLDER = '.closed_claw'

/** The nearest ancestor with `.closed_claw`, else the folder itself; a real path. Throws WORKSPACE_UNREADABLE. */
export function findWorkspace(cwd: string): string {
  const start = realFolder(cwd)
  for (let folder = start; ; folder = dirname(folder)) {
    if (statSync(join(folder, STATE_FOLDER), { throwIfNoEntry: false })?.isDirectory() === true) return folder
    if (dirname(folder) === folder) return start
  }
}

/** The folder itself as a real path. Throws WORKSPACE_UNREADABLE. */
export function realFolder(cwd: string): string {
  try {
    const real = realpathSync(cwd)
    accessSync(real, constants.R_OK | constants.X_OK)
    return real
  } catch (error) {
    throw new ClawError('WORKSPACE_UNREADABLE', `The folder ${cwd} cannot be read.`, { where: cwd, cause: error })
  }
}
