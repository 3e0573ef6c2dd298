import { createStore } from './create-store.ts'

/** Whether the dialog for a new run is open, and what stands in it at first. */
export const newRunDoor = createStore<{ readonly task: string } | undefined>(undefined)

export function openNewRun(task = ''): void {
  newRunDoor.set({ task })
}
