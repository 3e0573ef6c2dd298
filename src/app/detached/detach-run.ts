import { ClawError } from '../../kernel/claw-error.ts'
import type { Services } from '../open-services.ts'
import { type HostProcess, spawnDetached } from '../spawn-host.ts'
import type { Detachment } from './detached-port.ts'

/** Gives a run to a process of its own, which outlives this one: it takes the run as a resume does. */
export async function detachRun(
  { config }: Pick<Services, 'config'>,
  run_id: string,
  { wait = false, flags }: Detachment & { readonly flags: readonly string[] },
): Promise<HostProcess> {
  const program = [config.nodePath, `${config.packageDir}/dist/claw.js`] as const
  const started = await spawnDetached({
    command: [...program, 'resume', run_id, '--no-input', '--output', 'json', ...(wait ? ['--wait'] : []), ...flags],
    cwd: config.workspace,
  })
  if (started !== undefined) return started
  throw new ClawError('INTERNAL', `Run ${run_id} could not be given to a process of its own.`, { fix: `claw resume ${run_id}` })
}
