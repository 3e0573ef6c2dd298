/** How often one of `above` is greater than one of `below`, ties counting half; null when either is empty. */
export function areaUnderRoc(above: readonly number[], below: readonly number[]): number | null {
  if (above.length === 0 || below.length === 0) return null
  const sorted = [...below].sort((a, b) => a - b)
  const wins = above.reduce(
    (sum, value) => sum + (firstAt(sorted, (other) => other >= value) + firstAt(sorted, (other) => other > value)) / 2,
    0,
  )
  return wins / (above.length * below.length)
}

/** Index of the first for which it holds, in an array where it holds for all after that. */
function firstAt(sorted: readonly number[], holds: (value: number) => boolean): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (holds(sorted[middle] ?? 0)) to = middle
    else from = middle + 1
  }
  return from
}
