import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

const RETRIES = 2

/** What the server has told, kept for all pages. The stream says what changed; what it does not tell is asked again after a while. */
export const queryClient = new QueryClient({
  defaultOptions: {
    // The server is on this machine: a browser that is offline still reaches it.
    queries: { networkMode: 'always', staleTime: 30_000, gcTime: 5 * 60_000, retry: mayRetry, retryDelay: (n) => 400 * 2 ** n },
    mutations: { networkMode: 'always', retry: false },
  },
})

// What was refused is refused again.
function mayRetry(failures: number, error: unknown): boolean {
  return failures < RETRIES && error instanceof ApiError && (error.status === 0 || error.status >= 500)
}
