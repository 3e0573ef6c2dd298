import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Readable, type Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { descendants, endGroup, sendSignal, waitUntilGone } from './process-tree.ts'
import type { SandboxedProcess } from './sandbox-driver.ts'

const DIRECT_LIMIT_MS = 300

export interface SuperviseOptions {
  readonly child: ChildProcess
  /** Where bubblewrap writes `{"child-pid": n}`: the first process of the new pid namespace. */
  readonly info: unknown
  /** As long as this pipe is open the tree lives. */
  readonly guard: Readable | Writable | null | undefined
  /** Called once, when the last process is gone. */
  readonly onGone: () => void
}

/** The tree of one sandbox. When the first process of a pid namespace dies, the kernel ends all others in it. */
export function superviseBwrap({ child, info, guard, onGone }: SuperviseOptions): SandboxedProcess {
  const first = readFirstPid(info)
  const exited = hasExited(child) ? Promise.resolve() : once(child, 'exit')
  guard?.on('error', () => undefined)
  const gone = exited
    .then(async () => {
      guard?.destroy()
      if (child.pid !== undefined) await endGroup(child.pid)
      await waitUntilGone(first.pids())
    })
    .finally(onGone)

  async function kill(grace_ms: number): Promise<void> {
    if (grace_ms > 0 && !hasExited(child)) {
      for (const pid of tree(child)) sendSignal(pid, 'SIGTERM')
      await Promise.race([exited, pause(grace_ms, undefined, { ref: false })])
    }
    await killNow()
  }

  async function killNow(): Promise<void> {
    const pids = [...first.pids(), ...(hasExited(child) ? [] : tree(child))]
    if (!hasExited(child)) {
      // bubblewrap ends by itself when its child has, and that is only when the whole namespace is empty.
      for (const pid of first.pids()) sendSignal(pid, 'SIGKILL')
      await Promise.race([exited, pause(first.pids().length > 0 ? DIRECT_LIMIT_MS : 0, undefined, { ref: false })])
      if (!hasExited(child) && child.pid !== undefined) sendSignal(-child.pid, 'SIGKILL')
    }
    await exited
    await waitUntilGone(pids)
    await gone
  }

  return { child, kill }
}

function tree(child: ChildProcess): number[] {
  return child.pid === undefined ? [] : descendants(child.pid)
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function readFirstPid(info: unknown): { pids(): number[] } {
  let text = ''
  if (info instanceof Readable) {
    info.setEncoding('utf8')
    info.on('data', (chunk: string) => {
      text += chunk
    })
    info.on('error', () => undefined)
  }
  return {
    pids: () => {
      const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1]
      return pid === undefined ? [] : [Number(pid)]
    },
  }
}
