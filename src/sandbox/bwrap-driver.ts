import type { Readable, Writable } from 'node:stream'
import { type BwrapIdentity, bwrapArguments, NOBODY } from './bwrap-arguments.ts'
import type { BwrapHost } from './bwrap-host.ts'
import { type ControlGroup, createControlGroup } from './control-group.ts'
import { launchCommand } from './launch-command.ts'
import { reachableByOthers } from './reachable.ts'
import { resolveCommand } from './resolve-command.ts'
import type { SandboxDriver, SandboxedProcess, SandboxSpec } from './sandbox-driver.ts'
import { seccompFilter } from './seccomp-filter.ts'
import { syscallTable } from './seccomp-syscalls.ts'
import { spawnWithPipes } from './spawn-with-pipes.ts'
import { superviseBwrap } from './supervise-bwrap.ts'
import { isSystemPath } from './system-paths.ts'

const MIB = 1024 * 1024
const CAPSULE_FILE_BYTES = 16 * MIB
const SHELL_FILE_BYTES = 4096 * MIB
// bubblewrap's own two processes and the guard.
const OWN_PROCESSES = 3
const ARGS_FD = 3
const INFO_FD = 4
const GUARD_FD = 5
const SECCOMP_FD = 6

/** Programs in namespaces of their own, made by bubblewrap. A spec that writes nothing is a capsule, any other a shell tool. */
export function createBwrapDriver(host: BwrapHost): SandboxDriver {
  const filter = seccompFilter(syscallTable())

  function spawn(wanted: SandboxSpec): SandboxedProcess {
    const program = resolveCommand(wanted)
    const spec = { ...wanted, read: withProgram(wanted.read, program) }
    const identity = chooseIdentity(spec, host)
    const args = bwrapArguments(spec, identity, host)
    const group = controlGroup(spec, host)
    const inside = [...processLimit(spec, identity, group, host), ...program]
    const bwrap = [host.bwrap, '--args', String(ARGS_FD), '--info-fd', String(INFO_FD), ...seccompOption(filter), '--', ...inside]
    const launch = launchCommand(launchOptions(spec, group, host), [...identityCommand(identity, host), ...bwrap])
    const child = spawnWithPipes({
      command: launch,
      env: spec.env,
      send: [joined(args), undefined, undefined, ...(filter === undefined ? [] : [filter])],
      onFailure: () => group?.remove(),
    })
    const pipes: readonly (Readable | Writable | null | undefined)[] = child.stdio
    return superviseBwrap({ child, info: pipes[INFO_FD], guard: pipes[GUARD_FD], onGone: () => group?.remove() })
  }

  return { name: 'bwrap', spawn, close: async () => undefined }
}

// A node from a version manager lies outside of the system folders: then the program's own file is shown.
function withProgram(read: readonly string[], [program = '']: readonly string[]): readonly string[] {
  const visible = isSystemPath(program) || read.some((folder) => program.startsWith(`${folder}/`))
  return visible ? read : [...read, program]
}

function chooseIdentity(spec: SandboxSpec, host: BwrapHost): BwrapIdentity {
  if (!host.isRoot) return 'user'
  const plain = spec.write.length === 0 && host.setpriv !== undefined && [...spec.read, spec.cwd].every(reachableOrAbsent)
  return plain ? 'dropped' : 'root'
}

// A working folder such as /tmp may exist inside only.
function reachableOrAbsent(path: string): boolean {
  return path === '/' || path === '/tmp' || reachableByOthers(path)
}

function identityCommand(identity: BwrapIdentity, host: BwrapHost): string[] {
  if (identity !== 'dropped' || host.setpriv === undefined) return []
  return [host.setpriv, '--reuid', NOBODY, '--regid', NOBODY, '--clear-groups']
}

function controlGroup(spec: SandboxSpec, host: BwrapHost): ControlGroup | undefined {
  if (!host.controlGroups) return undefined
  return createControlGroup({ memoryBytes: spec.memory_mb * MIB, processes: spec.max_processes + OWN_PROCESSES })
}

// Inside, where a process count is per user namespace. It does nothing for a uid that is root's outside: only a control group does there.
function processLimit(spec: SandboxSpec, identity: BwrapIdentity, group: ControlGroup | undefined, host: BwrapHost): string[] {
  if (group !== undefined || identity === 'root' || host.prlimit === undefined) return []
  return [host.prlimit, `--nproc=${spec.max_processes}`, '--']
}

function launchOptions(spec: SandboxSpec, group: ControlGroup | undefined, host: BwrapHost): Parameters<typeof launchCommand>[0] {
  return {
    shell: host.shell,
    procsFiles: group?.procsFiles ?? [],
    dataBytes: group === undefined ? spec.memory_mb * MIB : null,
    fileBytes: spec.write.length > 0 ? SHELL_FILE_BYTES : CAPSULE_FILE_BYTES,
    guardFd: GUARD_FD,
  }
}

function seccompOption(filter: Buffer | undefined): string[] {
  return filter === undefined ? [] : ['--seccomp', String(SECCOMP_FD)]
}

function joined(args: readonly string[]): Buffer {
  return Buffer.from(args.map((arg) => `${arg}\0`).join(''))
}
