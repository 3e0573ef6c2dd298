import type { SandboxSpec } from '../sandbox-driver.ts'
import { type ContainerBox, startContainerBox } from './container-box.ts'
import type { ContainerRuntime } from './container-runtime.ts'

export interface ContainerPool {
  /** A container for the spec that nobody else uses: one that is idle, else a new one. */
  take(spec: SandboxSpec): ContainerBox
  /** Back for the next program; with `clean: false` it is removed. */
  giveBack(box: ContainerBox, clean: boolean): Promise<void>
  close(): Promise<void>
}

/** Containers by what is visible in them. */
export function createPool(runtime: ContainerRuntime): ContainerPool {
  const idle = new Map<string, ContainerBox[]>()
  const keys = new Map<ContainerBox, string>()

  function take(spec: SandboxSpec): ContainerBox {
    const key = keyOf(spec)
    const kept = idle.get(key)?.pop()
    if (kept) return kept
    void removeOutdated(spec)
    const box = startContainerBox(runtime, spec)
    keys.set(box, key)
    return box
  }

  // A file with secrets came or went, so the mounts of the workspace's idle containers are no longer true.
  async function removeOutdated(spec: SandboxSpec): Promise<void> {
    if (spec.write.length === 0) return
    const place = JSON.stringify(spec.write)
    const old = [...idle].filter(([key]) => key.startsWith(`${place}:`))
    for (const [key] of old) idle.delete(key)
    await Promise.all(old.flatMap(([, boxes]) => boxes).map(remove))
  }

  async function remove(box: ContainerBox): Promise<void> {
    await box.close()
    keys.delete(box)
  }

  async function giveBack(box: ContainerBox, clean: boolean): Promise<void> {
    const key = keys.get(box)
    if (!clean || key === undefined) return remove(box)
    idle.set(key, [...(idle.get(key) ?? []), box])
  }

  return { take, giveBack, close: async () => void (await Promise.all([...keys.keys()].map(remove))) }
}

function keyOf({ read, write, hide, protect, network, memory_mb, max_processes }: SandboxSpec): string {
  return `${JSON.stringify(write)}:${JSON.stringify([read, hide, protect, network, memory_mb, max_processes])}`
}
