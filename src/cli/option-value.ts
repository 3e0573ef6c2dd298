import { nearestName } from '../config/nearest-name.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { OptionSpec } from './command-spec.ts'

const UNITS = { s: 1, m: 60, h: 3600 } as const
const DURATION = /^(\d+(?:\.\d+)?)([smh]?)$/

/** The checked value of a flag; a duration comes out in seconds. Throws USAGE naming flag, value and what is allowed. */
export function optionValue(option: OptionSpec, value: string | undefined): string | true {
  if (option.value === undefined) {
    if (value === undefined) return true
    throw new ClawError('USAGE', `--${option.name} is a switch and takes no value.`)
  }
  if (value === undefined || value === '') throw new ClawError('USAGE', `--${option.name} needs a value: ${allowed(option)}.`)
  if (option.choices !== undefined && !option.choices.includes(value)) throw wrong(option, value)
  if (option.words?.includes(value) === true) return value
  if (option.kind === 'count' && !isCount(value)) throw wrong(option, value)
  if (option.kind === 'amount' && !isAmount(value)) throw wrong(option, value)
  if (option.kind === 'duration') return seconds(option, value)
  return value
}

function isCount(value: string): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= 1
}

function isAmount(value: string): boolean {
  return /^\d{1,9}(?:\.\d{1,9})?$/.test(value)
}

function seconds(option: OptionSpec, value: string): string {
  const match = DURATION.exec(value)
  const total = Number(match?.[1] ?? 0) * (UNITS[(match?.[2] || 's') as keyof typeof UNITS] ?? 1)
  if (match === null || total <= 0) throw wrong(option, value)
  return String(total)
}

function wrong(option: OptionSpec, value: string): ClawError {
  const nearest = option.choices === undefined ? undefined : nearestName(value, option.choices)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return new ClawError(
    'USAGE',
    `--${option.name}: '${visibleLine(value.slice(0, 60))}' is not allowed. Allowed: ${allowed(option)}.${hint}`,
  )
}

function allowed(option: OptionSpec): string {
  if (option.choices !== undefined) return option.choices.join(', ')
  const words = (option.words ?? []).map((word) => `, or ${word}`).join('')
  if (option.kind === 'count') return `a whole number from 1${words}`
  if (option.kind === 'amount') return `a number, as 0.50${words}`
  return option.kind === 'duration' ? 'seconds, or a number with s, m or h' : (option.value ?? '')
}
