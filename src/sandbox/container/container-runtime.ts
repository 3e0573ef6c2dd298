import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { findProgram, isExecutable } from '../find-program.ts'

export const CONTAINER_FIX = 'apt-get install podman, then set CLOSED_CLAW_CONTAINER_IMAGE=<an image with sh, node and python3>'
const CLI_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export interface ContainerSetting {
  /** `docker`, `podman` or the path of one; empty: the first that is installed. */
  readonly runtime: string
  readonly image: string
  /** Further words for `run`. */
  readonly args: readonly string[]
}

export interface ContainerRuntime {
  readonly program: string
  readonly kind: 'podman' | 'docker'
  readonly image: string
  readonly args: readonly string[]
  /** What the client program gets; nothing of it reaches a container. */
  readonly env: Readonly<Record<string, string>>
  readonly uid: number
  readonly gid: number
}

/** The client program to use. Throws SANDBOX_MISSING, naming what is not there. */
export function findContainerRuntime(setting: ContainerSetting): ContainerRuntime {
  if (setting.image === '') throw missing('no image is set (CLOSED_CLAW_CONTAINER_IMAGE)')
  const program = findClient(setting.runtime)
  if (program === undefined) throw missing(`${setting.runtime === '' ? 'neither podman nor docker' : `'${setting.runtime}'`} is installed`)
  return {
    program,
    kind: basename(program).includes('docker') ? 'docker' : 'podman',
    image: setting.image,
    args: setting.args,
    env: clientEnv(),
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
  }
}

function findClient(wanted: string): string | undefined {
  if (wanted.includes('/')) return isExecutable(wanted) ? wanted : undefined
  return (wanted === '' ? ['podman', 'docker'] : [wanted]).map((name) => findProgram(name)).find((path) => path !== undefined)
}

function clientEnv(): Record<string, string> {
  const runtimeDir = `/run/user/${process.getuid?.() ?? 0}`
  return { PATH: CLI_PATH, HOME: homedir(), ...(existsSync(runtimeDir) ? { XDG_RUNTIME_DIR: runtimeDir } : {}) }
}

function missing(what: string): ClawError {
  return new ClawError('SANDBOX_MISSING', `The container sandbox can't be used: ${what}`, { fix: CONTAINER_FIX })
}
