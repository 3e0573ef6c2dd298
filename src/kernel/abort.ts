import { ClawError } from './claw-error.ts'

/** Rejects when the signal aborts first. Every wait of the host races its signal through this. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(abortReason(signal))
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(abortReason(signal))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** The abort reason as an error: ours as it is, anything else as CANCELLED. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof ClawError ? signal.reason : new ClawError('CANCELLED', 'Cancelled.', { cause: signal.reason })
}

export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.reject(abortReason(signal))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, ms)
    function finish(): void {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }
    function onAbort(): void {
      clearTimeout(timer)
      reject(signal ? abortReason(signal) : new Error('unreachable'))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
