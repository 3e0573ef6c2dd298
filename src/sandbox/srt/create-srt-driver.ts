import { Writable } from 'node:stream'
import type { SandboxManager } from '@anthropic-ai/sandbox-runtime'
import { NOBODY } from '../bwrap-arguments.ts'
import { createControlGroup } from '../control-group.ts'
import { findProgram } from '../find-program.ts'
import { launchCommand } from '../launch-command.ts'
import { resolveCommand } from '../resolve-command.ts'
import type { SandboxDriver, SandboxedProcess, SandboxSpec } from '../sandbox-driver.ts'
import { spawnWithPipes } from '../spawn-with-pipes.ts'
import { superviseBwrap } from '../supervise-bwrap.ts'
import { srtConfig } from './srt-config.ts'

const MIB = 1024 * 1024
const FILE_BYTES = 4096 * MIB
const OWN_PROCESSES = 16
const GUARD_FD = 3
const SCRIPT_FD = 4
const SHELL = findProgram('sh') ?? '/bin/sh'
// The process is there at once; what it becomes is written by the library and comes through a pipe.
const WAIT = `script=$(cat <&${SCRIPT_FD}); exec ${SCRIPT_FD}<&-; eval "exec $script"`

/** Programs under sandbox-runtime: Seatbelt on macOS, bubblewrap with filtering proxies on Linux. */
export function createSrtDriver(manager: typeof SandboxManager, hosts: readonly string[]): SandboxDriver {
  function spawn(spec: SandboxSpec): SandboxedProcess {
    const program = resolveCommand(spec)
    const group = createControlGroup({ memoryBytes: spec.memory_mb * MIB, processes: spec.max_processes + OWN_PROCESSES })
    const dataBytes = group === undefined ? spec.memory_mb * MIB : null
    const limits = { procsFiles: group?.procsFiles ?? [], dataBytes, fileBytes: FILE_BYTES }
    const child = spawnWithPipes({
      command: launchCommand({ shell: SHELL, ...limits, guardFd: GUARD_FD }, [SHELL, '-c', WAIT]),
      env: spec.env,
      cwd: spec.cwd,
      send: [undefined, undefined],
      onFailure: () => group?.remove(),
    })
    const script = manager.wrapWithSandbox(
      [...sealed(spec), ...program].map(quoted).join(' '),
      SHELL,
      srtConfig(spec, hosts, sockets(manager)),
    )
    void send(child.stdio[SCRIPT_FD], script)
    return superviseBwrap({ child, info: undefined, guard: child.stdio[GUARD_FD] as Writable | null, onGone: () => group?.remove() })
  }

  return { name: 'srt', ...(hosts.length > 0 ? { hosts } : {}), spawn, close: () => manager.reset() }
}

/**
 * On Linux the library leaves root's own uid and new user namespaces to the program: with them it could write the kernel's settings. A second
 * bubblewrap inside takes both away, and, from a program that has no network, the way to the library's proxies.
 */
function sealed({ cwd, network }: SandboxSpec): string[] {
  const bwrap = findProgram('bwrap')
  if (process.platform !== 'linux' || bwrap === undefined) return []
  const identity = process.getuid?.() === 0 ? ['--uid', NOBODY, '--gid', NOBODY] : []
  const options = [
    '--unshare-user',
    ...identity,
    '--disable-userns',
    '--cap-drop',
    'ALL',
    '--die-with-parent',
    ...(network ? [] : ['--unshare-net']),
  ]
  return [bwrap, ...options, '--dev-bind', '/', '/', '--ro-bind', '/proc/sys', '/proc/sys', '--chdir', cwd, '--']
}

/** Where the proxies listen on Linux. */
function sockets(manager: typeof SandboxManager): string[] {
  return [manager.getLinuxHttpSocketPath(), manager.getLinuxSocksSocketPath()].filter((path) => path !== undefined)
}

async function send(pipe: unknown, script: Promise<string>): Promise<void> {
  if (!(pipe instanceof Writable)) return
  pipe.on('error', () => undefined)
  const text = await script.catch((error: unknown) => `sh -c 'echo "$1" >&2; exit 125' sh ${quoted(String(error))}`)
  pipe.end(text)
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
