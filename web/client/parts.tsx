import type { RunStatus, SubtaskStatus } from '../../src/protocol/run.ts'
import { formatAge } from '../../src/view/format.ts'

export function Badge({ status }: { readonly status: RunStatus | SubtaskStatus }) {
  return <span className={`badge ${status}`}>{status}</span>
}

export function Failure({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p className="failure" role="alert">
      {text}
    </p>
  )
}

/** `5m ago`, with the exact time on hover. */
export function Age({ at }: { readonly at: number }) {
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString()}>
      {formatAge(at, Date.now())}
    </time>
  )
}
