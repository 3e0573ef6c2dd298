import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts'
import type { WireEndpoint } from './provider-wire.ts'

interface GuardedCall extends Pick<GuardedFetchOptions, 'signal' | 'firstMs' | 'onWhole'> {
  readonly endpoint: WireEndpoint
}

/** One call with a guarded fetch of its own. Throws what went wrong at the network rather than what an SDK made of it; nothing is left open after it. */
export async function withGuardedFetch<T>(
  { endpoint, signal, ...options }: GuardedCall,
  ask: (guarded: typeof fetch) => Promise<T>,
): Promise<T> {
  let failure: unknown
  const abort = new AbortController()
  const guarded = createGuardedFetch({
    ...options,
    origin: new URL(endpoint.baseUrl).origin,
    timeoutMs: endpoint.timeoutMs,
    signal: AbortSignal.any([signal, abort.signal]),
    onFailure: (error) => {
      failure ??= error
    },
  })
  try {
    return await ask(guarded)
  } catch (error) {
    throw failure ?? error
  } finally {
    abort.abort()
  }
}
