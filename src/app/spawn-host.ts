import { spawn } from 'node:child_process'

export interface HostProgram {
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
}

/** The one place where the host starts programs of its own (not capsules, not tools): a run that goes on without this terminal. */
export function spawnDetached({ command, cwd }: HostProgram): Promise<number | undefined> {
  const [program, ...args] = command
  const child = spawn(program, args, { cwd, detached: true, stdio: 'ignore' })
  return new Promise((resolve) => {
    child.once('spawn', () => {
      child.unref()
      resolve(child.pid)
    })
    child.once('error', () => resolve(undefined))
  })
}
