import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { createControlGroup } from './control-group.ts'
import { findProgram } from './find-program.ts'
import { launchCommand } from './launch-command.ts'
import { endGroup, sendSignal } from './process-tree.ts'
import { resolveCommand } from './resolve-command.ts'
import type { SandboxDriver, SandboxedProcess, SandboxSpec } from './sandbox-driver.ts'
import { spawnWithPipes } from './spawn-with-pipes.ts'

const MIB = 1024 * 1024
const FILE_BYTES = 4096 * MIB
const GUARD_FD = 3
const SHELL = findProgram('sh') ?? '/bin/sh'

/**
 * Plain processes in a group of their own, with limits and nothing hidden. A guard in each group ends it when claw dies or the program has
 * ended; only a process that leaves the group on purpose escapes it.
 */
export function createNoneDriver(): SandboxDriver {
  return { name: 'none', spawn, close: async () => undefined }
}

function spawn(spec: SandboxSpec): SandboxedProcess {
  const program = resolveCommand(spec)
  const group = createControlGroup({ memoryBytes: spec.memory_mb * MIB, processes: spec.max_processes + 2 })
  const limits = {
    procsFiles: group?.procsFiles ?? [],
    dataBytes: group === undefined ? spec.memory_mb * MIB : null,
    fileBytes: FILE_BYTES,
  }
  const command = launchCommand({ shell: SHELL, ...limits, guardFd: GUARD_FD }, program)
  const child = spawnWithPipes({ command, env: spec.env, cwd: spec.cwd, send: [undefined], onFailure: () => group?.remove() })
  const leader = child.pid ?? 0
  const guard = child.stdio[GUARD_FD]
  guard?.on('error', () => undefined)
  const exited = once(child, 'exit').then(async () => {
    guard?.destroy()
    await endGroup(leader)
    group?.remove()
  })

  async function kill(grace_ms: number): Promise<void> {
    if (grace_ms > 0 && child.exitCode === null && child.signalCode === null && sendSignal(-leader, 'SIGTERM')) {
      await Promise.race([exited, pause(grace_ms, undefined, { ref: false })])
    }
    sendSignal(-leader, 'SIGKILL')
    await exited
  }

  return { child, kill }
}
