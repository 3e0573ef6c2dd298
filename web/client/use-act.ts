import { useState } from 'react'
import { errorText } from './api/ask.ts'

export interface Act {
  readonly busy: boolean
  readonly error: string | undefined
  run(work: () => Promise<unknown>): void
}

/** One act at a time; what fails is shown where it was asked for. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const run = (work: () => Promise<unknown>): void => {
    setBusy(true)
    setError(undefined)
    work()
      .catch((reason: unknown) => setError(errorText(reason)))
      .finally(() => setBusy(false))
  }
  return { busy, error, run }
}
