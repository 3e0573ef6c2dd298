import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { isExecutable } from './find-program.ts'
import type { SandboxSpec } from './sandbox-driver.ts'

const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin'

/** The command with its program as a path, looked up in the PATH of the spec. Throws CAPSULE_SPAWN_FAILED when it is not there. */
export function resolveCommand(spec: Pick<SandboxSpec, 'command' | 'env' | 'cwd'>): string[] {
  const [program = '', ...args] = spec.command
  const found = candidates(program, spec).find(isExecutable)
  if (found !== undefined) return [found, ...args]
  throw new ClawError('CAPSULE_SPAWN_FAILED', `The program '${program}' is not there or is not executable.`, {
    fix: `Install '${program}', or name another program.`,
    data: { program },
  })
}

function candidates(program: string, spec: Pick<SandboxSpec, 'env' | 'cwd'>): string[] {
  if (program === '') return []
  if (program.includes('/')) return [program.startsWith('/') ? program : join(spec.cwd, program)]
  const folders = (spec.env['PATH'] ?? DEFAULT_PATH).split(':').filter((folder) => folder.startsWith('/'))
  return folders.map((folder) => join(folder, program))
}
