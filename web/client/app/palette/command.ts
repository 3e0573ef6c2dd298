import { useEffect } from 'react'
import { createStore } from '../create-store.ts'
import type { FrameIconName } from '../frame-icon-paths.ts'

/** What the palette offers: somewhere to go, or something to do. */
export interface Command {
  readonly id: string
  readonly title: string
  /** The heading that it stands under. */
  readonly group: string
  readonly icon?: FrameIconName
  /** Further words that it is found by. */
  readonly words?: string
  /** Beside the title, quietly: a status, an age, the id. */
  readonly aside?: string
  /** The keys that do the same. */
  readonly keys?: string
  run(): void
}

export const pageCommands = createStore<readonly Command[]>([])

/** Offers them for as long as the page is there, before all others. `commands` is stable, or changes with what it does. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    pageCommands.set([...pageCommands.get(), ...commands])
    return () => pageCommands.set(pageCommands.get().filter((one) => !commands.includes(one)))
  }, [commands])
}
