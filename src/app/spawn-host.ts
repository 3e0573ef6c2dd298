import { spawn } from 'node:child_process'

export interface HostProgram {
  readonly command: readonly [string, ...string[]]
  readonly cwd: string
  /** That of this process when absent. */
  readonly env?: Readonly<Record<string, string>>
}

export interface HostProcess {
  readonly pid: number
  /** Its exit code; 128 when a signal ended it. Settles only while this process lives. */
  readonly exited: Promise<number>
}

/** The places where the host starts programs of its own (not capsules, not tools): a run that goes on without this terminal, the browser, and the editor. */
export function spawnDetached({ command, cwd, env }: HostProgram): Promise<HostProcess | undefined> {
  const [program, ...args] = command
  const child = spawn(program, args, { cwd, detached: true, stdio: 'ignore', ...(env === undefined ? {} : { env }) })
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 128)))
  return new Promise((resolve) => {
    child.once('spawn', () => {
      child.unref()
      resolve(child.pid === undefined ? undefined : { pid: child.pid, exited })
    })
    child.once('error', () => resolve(undefined))
  })
}

/**
 * Opens a file in the person's editor, which is a shell command as git takes it, with this terminal, and waits. `toStderr`: stdout is a result
 * that somebody reads. The exit code; 127 when there is no such program.
 */
export function openEditor(editor: string, file: string, { toStderr }: { readonly toStderr: boolean }): Promise<number> {
  const child = spawn('/bin/sh', ['-c', `${editor} "$@"`, 'editor', file], { stdio: ['inherit', toStderr ? 2 : 'inherit', 'inherit'] })
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 128))
  })
}
