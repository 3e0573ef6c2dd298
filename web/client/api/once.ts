import { ApiError } from './api-error.ts'

const unanswered = new Map<string, string>()

/** Sends a request under a key. Whose answer was lost is sent under the same key when it is tried again: nothing is done twice. */
export async function once<T>(request: string, send: (headers: Record<string, string>) => Promise<T>): Promise<T> {
  const key = unanswered.get(request) ?? crypto.randomUUID()
  unanswered.set(request, key)
  try {
    const told = await send({ 'idempotency-key': key })
    unanswered.delete(request)
    return told
  } catch (error) {
    if (!isLost(error)) unanswered.delete(request)
    throw error
  }
}

function isLost(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.code === 'KEY_BUSY')
}
