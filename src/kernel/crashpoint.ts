/** Places where a test kills the process: each has a `before` and an `after` (RELIABILITY 5). */
export const CRASH_POINTS = [
  'submit',
  'claim',
  'attempt',
  'intent',
  'policy',
  'decision',
  'effect',
  'reply',
  'memory',
  'step-end',
  'credit',
  'finish',
] as const
/** Those that only a run passes in which an agent is made, or learns. */
export const CREATION_CRASH_POINTS = ['create', 'learn'] as const
/** Places that only a run passes whose subtasks have acceptance criteria. */
export const JUDGING_CRASH_POINTS = ['verdict', 'send-back'] as const
type Place = (typeof CRASH_POINTS)[number] | (typeof CREATION_CRASH_POINTS)[number] | (typeof JUDGING_CRASH_POINTS)[number]
export type CrashPoint = `${Place}.${'before' | 'after'}`

let armed: { point: string; countdown: number } | undefined

/** Arms one point. `spec` is `<point>` or `<point>:<n>`: die at its n-th passing, 1 when absent. */
export function armCrashpoint(spec: string): void {
  const [point = '', n = '1'] = spec.split(':')
  armed = { point, countdown: Number(n) }
}

/** Dies by SIGKILL when the armed point is passed; does nothing otherwise. */
export function crashpoint(point: CrashPoint): void {
  if (armed === undefined || armed.point !== point) return
  armed.countdown -= 1
  if (armed.countdown <= 0) process.kill(process.pid, 'SIGKILL')
}
