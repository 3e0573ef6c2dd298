import { useSyncExternalStore } from 'react'
import { onTick } from '../../kit/show/clock.ts'

/** The time, in seconds' steps, while it matters; else what it was first. */
export function useNow(ticks: boolean): number {
  return useSyncExternalStore(ticks ? onTick : never, () => Math.floor(Date.now() / 1000) * 1000)
}

function never(): () => void {
  return () => undefined
}
