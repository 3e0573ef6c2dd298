import type { SandboxDriver, SandboxedProcess } from '../sandbox/sandbox-driver.ts'

export interface TrackedDriver {
  readonly driver: SandboxDriver
  /** SIGKILL to the whole tree of every process that was started through the driver and is still there. */
  killAll(): Promise<void>
}

/** The driver, remembering what it has started: a forced stop kills capsules and tools at once. */
export function trackProcesses(inner: SandboxDriver): TrackedDriver {
  const running = new Set<SandboxedProcess>()
  return {
    driver: {
      name: inner.name,
      ...(inner.hosts === undefined ? {} : { hosts: inner.hosts }),
      close: inner.close,
      spawn: (spec) => {
        const started = inner.spawn(spec)
        running.add(started)
        started.child.once('close', () => running.delete(started))
        return started
      },
    },
    killAll: async () => void (await Promise.allSettled([...running].map((started) => started.kill(0)))),
  }
}
