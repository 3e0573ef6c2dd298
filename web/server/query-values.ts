import { ClawError } from '../../src/kernel/claw-error.ts'

/** A whole number of the query from 1 to `max`. Throws USAGE. */
export function countOf(text: string | undefined, fallback: number, max: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d{1,6}$/.test(text) && value >= 1 && value <= max) return value
  throw new ClawError('USAGE', `limit is a whole number from 1 to ${max}.`, { fix: 'limit=50' })
}

/** One of the choices, or undefined when it is not asked for. Throws USAGE. */
export function choiceOf<T extends string>(text: string | undefined, choices: readonly T[]): T | undefined {
  if (text === undefined || text === '') return undefined
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw new ClawError('USAGE', `'${text.slice(0, 40)}' is none of ${choices.join(', ')}.`, { fix: choices.join(', ') })
}
