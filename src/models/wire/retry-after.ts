/** How long the provider asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date, or until the used-up limit is reset. undefined when it says nothing readable. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const ms = readNumber(headers.get('retry-after-ms'))
  if (ms !== undefined) return ms
  const text = headers.get('retry-after')
  const seconds = readNumber(text)
  if (seconds !== undefined) return seconds * 1000
  return untilDate(text, now) ?? untilReset(headers, now)
}

// Anthropic tells each of its limits, and when it is whole again.
function untilReset(headers: Headers, now: number): number | undefined {
  const usedUp = ['requests', 'tokens', 'input-tokens', 'output-tokens']
    .map((limit) => `anthropic-ratelimit-${limit}`)
    .filter((name) => readNumber(headers.get(`${name}-remaining`)) === 0)
  const waits = usedUp.flatMap((name) => untilDate(headers.get(`${name}-reset`), now) ?? [])
  return waits.length === 0 ? undefined : Math.max(...waits)
}

function untilDate(text: string | null, now: number): number | undefined {
  const date = Date.parse(text ?? '')
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function readNumber(text: string | null): number | undefined {
  if (text === null || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value : undefined
}
