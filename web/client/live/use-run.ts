import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { runLogs } from './live.ts'
import type { RunSnapshot } from './run-log.ts'

/** A run with all its events, live: from the first to the last, none twice, folded by the reducers of the terminal. */
export function useRun(run_id: string): RunSnapshot {
  const subscribe = useCallback(
    (changed: () => void) => {
      const release = runLogs.hold(run_id)
      const unsubscribe = runLogs.get(run_id).subscribe(changed)
      return () => {
        unsubscribe()
        release()
      }
    },
    [run_id],
  )
  return useSyncExternalStore(subscribe, () => runLogs.get(run_id).snapshot())
}

/** The same, with every step as a tree in `trace`. */
export function useRunTrace(run_id: string): RunSnapshot {
  const run = useRun(run_id)
  useEffect(() => runLogs.get(run_id).withTrace(), [run_id])
  return run
}
