import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from './ask.ts'
import { client } from './client.ts'
import { keys } from './query-keys.ts'

const statusQuery = queryOptions({
  queryKey: keys.status,
  queryFn: () => ask(client.status.$get()),
  retry: false,
})

/** The workspace, the engine, and how much waits or runs. */
export function useStatus() {
  return useQuery(statusQuery)
}
