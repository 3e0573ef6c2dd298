import type { QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queryClient } from '../api/query-client.ts'

const LOOK_MS = 2000

/** Asks again for what is shown, while somebody looks at it. */
export function useFresh(key: QueryKey): void {
  const name = JSON.stringify(key)
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void queryClient.invalidateQueries({ queryKey: JSON.parse(name) as QueryKey })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [name])
}
