import { isJsonObject, type Json } from '../../src/kernel/json.ts'

/** Half open, in epoch milliseconds; a missing end is open. */
export interface TimeWindow {
  readonly from?: number
  readonly to?: number
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** What an `age` slot means at this moment, in local time. */
export function timeWindow(age: Json | undefined, now: number): TimeWindow | undefined {
  if (!isJsonObject(age)) return undefined
  const { newer_ms, older_ms, since, until } = age
  if (typeof newer_ms === 'number') return { from: now - newer_ms }
  if (typeof older_ms === 'number') return { to: now - older_ms }
  return {
    ...(typeof since === 'string' ? { from: startOf(since, new Date(now)) } : {}),
    ...(typeof until === 'string' ? { to: startOf(until, new Date(now)) } : {}),
  }
}

/** The same for git: ` --since=... --until=...`, or nothing. */
export function gitTime(age: Json | undefined, now = Date.now()): string {
  const window = timeWindow(age, now)
  const iso = (time: number): string => new Date(time).toISOString()
  const since = window?.from === undefined ? '' : ` --since=${iso(window.from)}`
  return `${since}${window?.to === undefined ? '' : ` --until=${iso(window.to - 1000)}`}`
}

function startOf(name: string, now: Date): number {
  const [year, month, date] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const dayBefore = (days: number): number => new Date(year, month, date - days).getTime()
  const weekday = WEEKDAYS.indexOf(name)
  if (weekday >= 0) return dayBefore((now.getDay() - weekday + 7) % 7)
  if (name === 'today') return dayBefore(0)
  if (name === 'yesterday') return dayBefore(1)
  if (name === 'this week') return dayBefore((now.getDay() + 6) % 7)
  if (name === 'this month') return new Date(year, month, 1).getTime()
  if (name === 'this year') return new Date(year, 0, 1).getTime()
  return calendarDay(name)
}

/** `2026-11-01`, and `2026-11-01+1` for the day after it. */
function calendarDay(name: string): number {
  const [day = '', later = '0'] = name.split('+')
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + Number(later)).getTime()
}

/** Seconds of the day are of no use in an answer: `2026-11-21 03:52`, local time. */
export function day(time: string | number): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
