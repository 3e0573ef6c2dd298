import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import { parseMoment } from '../view/parse-moment.ts'

/** A time that a flag gives, as milliseconds since 1970. Throws USAGE. */
export function readMoment(option: string, text: string, now: number): number {
  const moment = parseMoment(text, now)
  if (moment !== undefined) return moment
  throw new ClawError('USAGE', `--${option}: '${visibleLine(text.slice(0, 60))}' is no time.`, {
    fix: `--${option} 2h, --${option} 2026-11-20 or --${option} 2026-11-20T09:30Z`,
  })
}
