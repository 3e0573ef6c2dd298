import { useCallback, useEffect, useRef, useState } from 'react'
import { errorText } from './api/ask.ts'

export interface Polled<T> {
  readonly value: T | undefined
  readonly error: string | undefined
  /** Asks again now. */
  refresh(): void
}

/** Asks again and again while the page is seen. `load` must be stable: the same function as long as it asks the same. */
export function usePoll<T>(load: () => Promise<T>, everyMs: number): Polled<T> {
  const [state, setState] = useState<Pick<Polled<T>, 'value' | 'error'>>({ value: undefined, error: undefined })
  const again = useRef<() => void>(() => undefined)
  useEffect(() => {
    let gone = false
    const step = async (): Promise<void> => {
      try {
        const value = await load()
        if (!gone) setState({ value, error: undefined })
      } catch (error) {
        if (!gone) setState((old) => ({ value: old.value, error: errorText(error) }))
      }
    }
    again.current = () => void step()
    again.current()
    const timer = setInterval(() => document.visibilityState === 'visible' && void step(), everyMs)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [load, everyMs])
  const refresh = useCallback(() => again.current(), [])
  return { ...state, refresh }
}
