import { createStore } from './create-store.ts'

/** What is open above the page: the dialog for a new run with what stands in it at first, the palette, the list of keys. */
export type Door = { readonly to: 'new-run'; readonly task: string } | { readonly to: 'palette' } | { readonly to: 'keys' }

/** One at a time. */
export const door = createStore<Door | undefined>(undefined)

export function openNewRun(task = ''): void {
  door.set({ to: 'new-run', task })
}

export function openPalette(): void {
  door.set({ to: 'palette' })
}

export function openKeys(): void {
  door.set({ to: 'keys' })
}

export function closeDoor(): void {
  door.set(undefined)
}
