import { useEffect } from 'react'
import { createStore } from '../create-store.ts'

/** A single letter that does something on one page. It stands in the list of keys (`?`). */
export interface PageKey {
  /** As in KeyboardEvent.key; not `g`, `n`, `/` or `?`. */
  readonly key: string
  readonly text: string
  run(): void
}

export const pageKeys = createStore<readonly PageKey[]>([])

/** For as long as the page is there. `keys` is stable, or changes with what it does. */
export function usePageKeys(keys: readonly PageKey[]): void {
  useEffect(() => {
    pageKeys.set([...pageKeys.get(), ...keys])
    return () => pageKeys.set(pageKeys.get().filter((one) => !keys.includes(one)))
  }, [keys])
}
