export interface Change {
  /** `12 % more`, `as much`. */
  readonly text: string
  readonly means: 'better' | 'worse' | 'neither'
}

/** How a figure stands to that of the period before; null: one of the two is not there, or was nothing. */
export function changeOf(now: number | null, before: number | null, more: Change['means']): Change | null {
  if (now === null || before === null || before === 0) return null
  const percent = Math.round(((now - before) / before) * 100)
  if (percent === 0) return { text: 'as much', means: 'neither' }
  const isMore = percent > 0
  const means = more === 'neither' ? 'neither' : isMore === (more === 'better') ? 'better' : 'worse'
  return { text: `${Math.abs(percent)} % ${isMore ? 'more' : 'less'}`, means }
}
