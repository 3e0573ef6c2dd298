import { executeRun } from '../coordinator/execute-run.ts'
import type { InDoubtVerdict, RunOptions } from '../coordinator/ports.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { RunEvent } from '../protocol/events.ts'
import { currentOwner } from '../store/owner.ts'
import type { Store } from '../store/store.ts'
import type { LiveRun, RunEnd } from './app-port.ts'
import type { RunEquipment } from './coordinator-ports.ts'

export interface LiveRunOptions {
  readonly run_id: string
  readonly store: Store
  readonly equipment: RunEquipment
  readonly inDoubt: InDoubtVerdict | null
  readonly options: RunOptions
}

const SIGNALS = { 'ctrl-c': 'SIGINT', sigterm: 'SIGTERM', 'closed-pipe': 'SIGINT' } as const

/** Carries a run out in this process. */
export function startLiveRun(options: LiveRunOptions): LiveRun {
  const stop = new AbortController()
  const timer = armTimeout(options, stop)
  const done = carryOut(options, stop.signal).finally(async () => {
    clearTimeout(timer)
    await options.equipment.close()
  })
  done.catch(() => undefined)
  return {
    run_id: options.run_id,
    subscribe: (listener) => subscribeFromStart(options.store, options.run_id, listener),
    done,
    cancel: (level, by) => {
      stop.abort(new ClawError('CANCELLED', `Cancelled by ${by}.`, { data: { signal: SIGNALS[by], level } }))
      if (level === 'force') options.equipment.killAll().catch(() => undefined)
    },
  }
}

function armTimeout({ options: { timeout_ms }, run_id }: LiveRunOptions, stop: AbortController): NodeJS.Timeout | undefined {
  if (timeout_ms === null) return undefined
  return setTimeout(() => stop.abort(new ClawError('RUN_TIMEOUT', `Run ${run_id} took longer than ${timeout_ms / 1000} s.`)), timeout_ms)
}

async function carryOut(options: LiveRunOptions, signal: AbortSignal): Promise<RunEnd> {
  const { ports } = options.equipment
  const { status, exit_code } = await executeRun({
    run_id: options.run_id,
    owner: currentOwner(),
    ports,
    inDoubt: options.inDoubt,
    options: options.options,
    signal,
    kill: () => void options.equipment.killAll().catch(() => undefined),
  })
  return { status, exit_code }
}

/** Every event from seq 1 on, in order, then the new ones as they are committed. */
function subscribeFromStart(store: Store, run_id: string, listener: (event: RunEvent) => void): () => void {
  let last = 0
  const deliver = (event: RunEvent): void => {
    if (event.seq <= last) return
    last = event.seq
    listener(event)
  }
  const unsubscribe = store.events.subscribe(run_id, deliver)
  for (const event of store.events.list(run_id)) deliver(event)
  return unsubscribe
}
