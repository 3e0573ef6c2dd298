/** Trials that each side must have before anything is decided. */
export const MIN_TRIALS = 5
/** Trials of the challenger after which it goes if it has no clear lead. */
export const MAX_TRIALS = 15
const CLEAR_LEAD = 0.05

export interface DuelVerdict {
  readonly winner: 'champion' | 'challenger'
  readonly reason: string
}

/**
 * Compares the fitness of a challenger with that of its parent, both over the time since the challenger is there. A lead is clear when it is at least 0.05 and at
 * least the standard error of the difference: five lucky runs replace nobody. Undefined: not decided yet.
 */
export function judgeDuel(champion: readonly number[], challenger: readonly number[]): DuelVerdict | undefined {
  if (champion.length < MIN_TRIALS || challenger.length < MIN_TRIALS) return undefined
  const lead = mean(challenger) - mean(champion)
  const clear = Math.max(CLEAR_LEAD, Math.sqrt(errorSquared(champion) + errorSquared(challenger)))
  const figures = `${mean(challenger).toFixed(2)} in ${challenger.length} trials against ${mean(champion).toFixed(2)} of its parent in ${champion.length}`
  if (lead >= clear) return { winner: 'challenger', reason: `clearly better: ${figures}` }
  if (lead <= -clear) return { winner: 'champion', reason: `clearly worse: ${figures}` }
  return challenger.length < MAX_TRIALS ? undefined : { winner: 'champion', reason: `no clear lead: ${figures}` }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function errorSquared(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1) / values.length
}
