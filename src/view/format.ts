const KILO = 1000
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `512 B`, `31.2 kB` (1 kB = 1000 bytes, as in the answers of the rules). */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= KILO && unit < UNITS.length - 1) {
    value /= KILO
    unit += 1
  }
  return unit === 0 ? `${value} B` : `${value.toFixed(1)} ${UNITS[unit] ?? ''}`
}

/** `85ms`, `0.4s`, `12s`, `3m 20s`, `2h 05m`. */
export function formatDuration(ms: number): string {
  if (ms < 100) return `${Math.max(0, Math.round(ms))}ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)}s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}m ${String(seconds % 60).padStart(2, '0')}s`
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`
}

/** `now`, `12s ago`, `5m ago`, `3h ago`, `8d ago`. A clock that jumped back gives `now`. */
export function formatAge(then: number, now: number): string {
  const seconds = Math.floor((now - then) / 1000)
  if (seconds < 1) return 'now'
  if (seconds < 60) return `${seconds}s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ago`
  return `${Math.floor(seconds / 86_400)}d ago`
}

/** US dollars; an unknown price is unknown, never 0. */
export function formatCost(usd: number | null): string {
  if (usd === null) return 'cost unknown'
  return usd > 0 && usd < 0.01 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
