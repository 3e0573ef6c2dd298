/** The candidate closest to what was typed, or undefined when none is near: at most a third of the letters may differ. */
export function nearestName(typed: string, candidates: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase()
  let best: { name: string; distance: number } | undefined
  for (const name of candidates) {
    const distance = editDistance(wanted, name.toLowerCase())
    if (best === undefined || distance < best.distance) best = { name, distance }
  }
  const allowed = Math.max(1, Math.floor(Math.max(typed.length, best?.name.length ?? 0) / 3))
  return best !== undefined && best.distance <= allowed ? best.name : undefined
}

/** Damerau-Levenshtein (adjacent swaps count once), bounded by cutting very long input. */
function editDistance(a: string, b: string): number {
  const [left, right] = [a.slice(0, 80), b.slice(0, 80)]
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1
      const swapped = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost, swapped))
    }
  }
  return at(left.length, right.length)
}
