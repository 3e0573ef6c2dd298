import { useState } from 'react'

/** Something that is done once: busy meanwhile, closed when it went well, and told when not. */
export function useDeed<T>(onDone: (made: T) => void) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = (deed: () => Promise<T>): void => {
    setBusy(true)
    setError(undefined)
    deed()
      .then(onDone, setError)
      .finally(() => setBusy(false))
  }
  return { busy, error, run }
}
