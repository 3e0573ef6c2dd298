import { ApiError } from './api-error.ts'

/** Sends an edit of what was seen. When somebody changed that meanwhile, it is read again before the refusal is told. */
export async function edit<T>(sent: Promise<T>, readAgain: () => Promise<unknown>): Promise<T> {
  try {
    return await sent
  } catch (cause) {
    if (!changedMeanwhile(cause)) throw cause
    await readAgain()
    const facts = { status: cause.status, code: cause.code, detail: 'Somebody else changed it meanwhile; nothing was done.' }
    throw new ApiError({ ...facts, fix: 'It was read again: look at it as it is now, then decide anew.' }, { cause })
  }
}

export function changedMeanwhile(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 412
}
