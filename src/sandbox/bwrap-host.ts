import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'

/** What this machine offers for building sandboxes. */
export interface BwrapHost {
  readonly bwrap: string
  readonly shell: string
  readonly setpriv: string | undefined
  readonly prlimit: string | undefined
  readonly isRoot: boolean
  /** bubblewrap >= 0.8: user namespaces inside can be switched off. */
  readonly disableUserns: boolean
  /** bubblewrap >= 0.6: the size of a tmpfs can be limited. */
  readonly tmpfsSize: boolean
  /** Whether to try control groups; where they can't be made, rlimits serve. */
  readonly controlGroups: boolean
}

/** The host with a present bubblewrap, or undefined when there is none. Only looks at files: no process is started. */
export function findBwrapHost(): BwrapHost | undefined {
  const bwrap = findProgram('bwrap')
  const shell = findProgram('sh')
  if (bwrap === undefined || shell === undefined || process.platform !== 'linux') return undefined
  return {
    bwrap,
    shell,
    setpriv: findProgram('setpriv'),
    prlimit: findProgram('prlimit'),
    isRoot: process.getuid?.() === 0,
    disableUserns: true,
    tmpfsSize: true,
    controlGroups: true,
  }
}

/** The same host with what its older bubblewrap really knows; asked for only when the full profile did not start. */
export async function withKnownOptions(host: BwrapHost): Promise<BwrapHost> {
  const help = await promisify(execFile)(host.bwrap, ['--help'], { env: {} }).catch(() => ({ stdout: '' }))
  return { ...host, disableUserns: help.stdout.includes('--disable-userns'), tmpfsSize: help.stdout.includes('--size') }
}
