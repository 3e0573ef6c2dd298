import { useSyncExternalStore } from 'react'
import { formatAge } from '../../../../src/view/format.ts'
import { onTick } from './clock.ts'

const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' })

/** A moment (milliseconds since 1970, or ISO 8601) as its age, which ticks; the exact time in the title. */
export function Time({ at }: { readonly at: number | string }) {
  const date = new Date(at)
  const age = useSyncExternalStore(onTick, () => formatAge(date.getTime(), Date.now()))
  if (Number.isNaN(date.getTime())) return <span>unknown</span>
  return (
    <time dateTime={date.toISOString()} title={EXACT.format(date)}>
      {age}
    </time>
  )
}
