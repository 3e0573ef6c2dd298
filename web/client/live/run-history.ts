import { ApiError } from '../api/api-error.ts'
import { checked } from '../api/ask.ts'
import { Refused, type RunHistory } from './run-loader.ts'

const PAGE = 10_000

/** A page of the events of a run. Rejects with Refused when it is not there, or not for this browser. */
export async function runHistory(run_id: string, after: number, signal: AbortSignal): Promise<RunHistory> {
  const asked = fetch(`/api/runs/${run_id}/events?after=${after}&limit=${PAGE}`, { headers: { accept: 'application/json' }, signal })
  const response = await checked(asked).catch((error: unknown) => {
    if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw new Refused(error.message, { cause: error })
    throw error
  })
  const { events, next, end } = (await response.json()) as RunHistory & { readonly end: { readonly status: RunHistory['end'] } | null }
  return { events, next, end: end?.status ?? null }
}
