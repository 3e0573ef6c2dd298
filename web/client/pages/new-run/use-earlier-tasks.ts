import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { keys } from '../../api/query-keys.ts'
import { newRunApi } from './new-run-api.ts'

/** Through the tasks of earlier runs that begin as what is written, the newest first; each once. */
export function useEarlierTasks() {
  const { data = [] } = useQuery({ queryKey: keys.runList({ tasks: true }), queryFn: newRunApi.tasks })
  const at = useRef(-1)
  const written = useRef('')
  return {
    isAway: () => at.current >= 0,
    /** What the person writes is where it begins from again. */
    forget: () => {
      at.current = -1
    },
    /** `by` 1: an older one; -1: a newer one, at the end what was written. undefined: there is none. */
    step: (by: 1 | -1, text: string): string | undefined => {
      if (at.current < 0) written.current = text
      const fitting = data.filter((task) => task.startsWith(written.current) && task !== written.current)
      const next = at.current + by
      if (next < -1 || next >= fitting.length) return undefined
      at.current = next
      return next === -1 ? written.current : fitting[next]
    },
  }
}
