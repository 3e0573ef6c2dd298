import { createContext } from 'react'

interface SchemaContextValue {
  /** What is wrong at a place, if it is to be told already. */
  readonly problemAt: (pointer: string) => string | undefined
  readonly touch: (pointer: string) => void
  /** JSON that cannot be read yet; undefined: it can. */
  readonly setUnread: (pointer: string, reason: string | undefined) => void
}

export const SchemaContext = createContext<SchemaContextValue>({
  problemAt: () => undefined,
  touch: () => undefined,
  setUnread: () => undefined,
})
