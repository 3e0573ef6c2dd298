import { ownerLives } from '../owner-mark.ts'
import { LABEL } from './container-arguments.ts'
import type { ContainerRuntime } from './container-runtime.ts'
import { runClient } from './run-client.ts'

/** Removes the containers of a claw that is gone. They end by themselves when it dies; this is for a machine or a runtime that died too. */
export async function removeLeftovers(runtime: ContainerRuntime): Promise<void> {
  const format = `{{.ID}} {{index .Labels "${LABEL}"}}`
  const docker = `{{.ID}} {{.Label "${LABEL}"}}`
  const list = await runClient(runtime, [
    'ps',
    '--all',
    '--filter',
    `label=${LABEL}`,
    '--format',
    runtime.kind === 'podman' ? format : docker,
  ])
  const rows = list.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '))
  const dead = rows.flatMap(([id = '', owner = '']) => (/^\d+-\d+$/.test(owner) && !ownerLives(owner) ? [id] : []))
  if (dead.length > 0) await runClient(runtime, ['rm', '--force', ...dead])
}
