/** Beyond that many percent a share says nothing any more. */
const TELLING = 1000

export interface Change {
  /** `12% more than before`, `as before`. */
  readonly text: string
  readonly means: 'better' | 'worse' | 'neither'
}

/** How a figure stands to that of the period before; null: one of the two is not there or was nothing, or they are too far apart to be compared. */
export function changeOf(now: number | null, before: number | null, more: Change['means']): Change | null {
  if (now === null || before === null || before === 0) return null
  const percent = Math.round(((now - before) / before) * 100)
  if (percent >= TELLING) return null
  if (percent === 0) return { text: 'as before', means: 'neither' }
  const isMore = percent > 0
  const means = more === 'neither' ? 'neither' : isMore === (more === 'better') ? 'better' : 'worse'
  return { text: `${Math.abs(percent)}% ${isMore ? 'more' : 'less'} than before`, means }
}
