import { availableParallelism } from 'node:os'
import { ownerMark } from '../owner-mark.ts'
import type { SandboxSpec } from '../sandbox-driver.ts'
import { containerMounts } from './container-mounts.ts'
import type { ContainerRuntime } from './container-runtime.ts'

/** Where the client reads the filter for system calls. */
export const SECCOMP_FD = 3
export const LABEL = 'closed-claw.owner'
const NOBODY = 65534
// The first process is somebody else than the programs: "kill all of mine" then never means it.
const KEEPER = 65533
// The keeper, the shell that starts a program and the one that ends it.
const OWN_PROCESSES = 4
// As long as claw holds its end of the pipe. A claw that is killed lets go, and with its first process a container ends.
// It collects what lost its parent, or the dead would count as processes.
const KEEP = 'echo ready; exec 3<&0; cat <&3 >/dev/null & wait $!'

/** Who the program is inside: never root. */
export function userInside({ kind, uid, gid }: ContainerRuntime): string {
  if (uid !== 0) return `${uid}:${gid}`
  return kind === 'podman' ? `${NOBODY}:${NOBODY}` : `${NOBODY}:0`
}

/** The words of `run`: a container that waits for programs, with nothing but the named paths. */
export function runArguments(runtime: ContainerRuntime, spec: SandboxSpec, name: string): string[] {
  const memory = `${spec.memory_mb}m`
  return [
    ...['run', '--rm', '-i', '--name', name, '--label', `${LABEL}=${ownerMark()}`, '--pull', 'never', '--hostname', 'sandbox'],
    // Before the limits: what stands later wins.
    ...runtime.args,
    ...['--user', `${KEEPER}:${KEEPER}`, ...userMapping(runtime)],
    ...['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--ipc', 'private'],
    ...['--security-opt', `seccomp=/dev/fd/${SECCOMP_FD}`],
    ...(runtime.kind === 'podman' ? ['--read-only-tmpfs=false', '--http-proxy=false', '--image-volume', 'ignore'] : []),
    ...(spec.network ? [] : ['--network', 'none']),
    ...['--memory', memory, '--memory-swap', memory, '--pids-limit', String(spec.max_processes + OWN_PROCESSES)],
    ...['--cpus', String(Math.max(1, availableParallelism() - 1)), '--shm-size', '64m'],
    ...containerMounts(spec, runtime.kind),
    ...['--entrypoint', '/bin/sh', runtime.image, '-c', KEEP],
  ]
}

/**
 * The files of the workspace belong to who runs claw, and so must the program be that user outside, without being root inside. Podman maps
 * the one to the other; docker can't for a single container, so root's own files are out of reach there.
 */
function userMapping({ kind, uid }: ContainerRuntime): string[] {
  if (kind === 'docker') return []
  if (uid !== 0) return ['--userns', 'keep-id']
  const maps = [`0:1:${NOBODY}`, `${NOBODY}:0:1`]
  return maps.flatMap((map) => ['--uidmap', map, '--gidmap', map])
}
