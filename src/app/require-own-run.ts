import { ClawError } from '../kernel/claw-error.ts'
import type { Services } from './open-services.ts'

/** Nothing is carried out, put back or approved of what came with the folder. Throws RUN_BROUGHT. */
export function requireOwnRun({ store, config }: Pick<Services, 'store' | 'config'>, run_id: string): void {
  if (!store.brought.has(run_id)) return
  throw new ClawError(
    'RUN_BROUGHT',
    `Run ${run_id} was in ${config.dbPath} before you first opened it: whoever made that folder made the run.`,
    {
      fix: 'claw audit adopt   # only when the folder is your own, moved here or used by another account of yours',
      where: config.dbPath,
    },
  )
}
