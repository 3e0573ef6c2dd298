import { ClawError } from '../kernel/claw-error.ts'
import type { Services } from './open-services.ts'
import { spawnDetached } from './spawn-host.ts'

/** Gives a run to a process of its own, which outlives this one: it takes the run as a resume does. */
export async function startDetachedRun(
  { config }: Services,
  run_id: string,
  flags: readonly string[],
): Promise<{ run_id: string; pid: number }> {
  const pid = await spawnDetached({
    command: [config.nodePath, `${config.packageDir}/dist/claw.js`, 'resume', run_id, '--no-input', '--output', 'json', ...flags],
    cwd: config.workspace,
  })
  if (pid === undefined)
    throw new ClawError('INTERNAL', `Run ${run_id} could not be given to a process of its own.`, { fix: `claw resume ${run_id}` })
  return { run_id, pid }
}
