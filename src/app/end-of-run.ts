import { ownerIsAlive } from '../store/owner.ts'
import type { Store } from '../store/store.ts'
import type { RunEnd } from './app-port.ts'

/** How the owner of a run let go of it, by its row; undefined while somebody has it. */
export function endOfRun(store: Pick<Store, 'runs'>, run_id: string): RunEnd | undefined {
  const run = store.runs.get(run_id)
  if (!run) return { status: 'failed', exit_code: 8 }
  // The row says how it ended a moment before the lease is given back.
  if (run.owner !== null && ownerIsAlive(run.owner)) return undefined
  if (run.ended_at !== null) return { status: run.status, exit_code: run.exit_code ?? 1 }
  return run.status === 'interrupted' ? { status: run.status, exit_code: run.exit_code ?? 7 } : undefined
}
