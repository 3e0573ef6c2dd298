import type { SandboxDriver } from '../../sandbox/sandbox-driver.ts'
import type { CapsuleLaunch } from '../run-capsule.ts'
import { type CapsuleProcess, startCapsuleProcess } from './capsule-process.ts'

/** One capsule that is up before it is asked for: it starts while the rest of claw loads. It knows nothing until its task_request comes. */
export interface WarmPool {
  /** Starts one for later. Must not throw: without it the capsule is started when it is needed. */
  warm(launch: CapsuleLaunch): void
  /** The warm one when it was started in the very same way, else a new one. */
  take(launch: CapsuleLaunch): CapsuleProcess
  /** Ends what nobody took. */
  close(): Promise<void>
}

const TERM_MS = 200

export function createWarmPool(sandbox: SandboxDriver): WarmPool {
  let waiting: { key: string; capsule: CapsuleProcess } | undefined

  function warm(launch: CapsuleLaunch): void {
    if (waiting !== undefined) return
    try {
      const capsule = startCapsuleProcess(sandbox, launch)
      const mine = { key: JSON.stringify(launch), capsule }
      waiting = mine
      const drop = (): void => {
        if (waiting === mine) waiting = undefined
      }
      void capsule.exited.then(drop)
      void capsule.failed.then(drop)
    } catch {
      waiting = undefined
    }
  }

  function take(launch: CapsuleLaunch): CapsuleProcess {
    const kept = waiting
    if (kept === undefined || kept.key !== JSON.stringify(launch)) return startCapsuleProcess(sandbox, launch)
    waiting = undefined
    return kept.capsule
  }

  async function close(): Promise<void> {
    const kept = waiting
    waiting = undefined
    await kept?.capsule.sweep(TERM_MS)
  }

  return { warm, take, close }
}
