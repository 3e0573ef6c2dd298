import { ClawError } from '../kernel/claw-error.ts'
import { isoTime } from '../kernel/clock.ts'
import { visibleLine } from '../kernel/visible-text.ts'

const AGO = /^(\d{1,6})([smhd])$/
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/
const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `2h` (ago), `2026-11-20` or `2026-11-20T09:30Z`, as milliseconds since 1970. A day means its beginning; without a zone it is UTC. */
export function parseMoment(text: string, now: number): number | undefined {
  const ago = AGO.exec(text)
  if (ago !== null) return now - Number(ago[1]) * UNIT_MS[ago[2] as keyof typeof UNIT_MS]
  const zoned = /T[^Z+-]*$/.test(text) ? `${text}Z` : text
  const ms = DATE.test(text) ? Date.parse(zoned) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** The same as ISO 8601 in UTC. `label`: what stands before it where it was typed (`--since `, `since:`). Throws USAGE. */
export function readMoment(label: string, text: string, now: number): string {
  const moment = parseMoment(text, now)
  if (moment !== undefined) return isoTime(moment)
  throw new ClawError('USAGE', `${label.slice(0, -1)}: '${visibleLine(text.slice(0, 60))}' is no time.`, {
    fix: `${label}2h, ${label}2026-11-20 or ${label}2026-11-20T09:30Z`,
  })
}
