import type { AgentUse } from '../../store/agent-use.ts'

/** How many of the newest uses are looked at. */
export const STANDING_WINDOW = 10
const IN_A_ROW = 5
const OF_WINDOW = 8
const MIN_RUNS = 2

/**
 * Why an agent is degraded by its newest uses (newest first), or null. Only the newest count: a rate over the whole life would let an agent with a good
 * past fail hundreds of times, and one with a bad past never come back. Five failures in a row happen to an agent that succeeds half of the time once in 32;
 * eight of ten catch the one that succeeds now and then. One bad task that was cut into many subtasks is one run, and says too little.
 */
export function judgeStanding(uses: readonly Pick<AgentUse, 'outcome' | 'run_id'>[]): string | null {
  const newest = uses.slice(0, IN_A_ROW)
  if (newest.length === IN_A_ROW && newest.every(isFailure) && severalRuns(newest)) return `its last ${IN_A_ROW} uses failed`
  const window = uses.slice(0, STANDING_WINDOW)
  const failures = window.filter(isFailure)
  return failures.length >= OF_WINDOW && severalRuns(failures) ? `${failures.length} of its last ${window.length} uses failed` : null
}

function isFailure({ outcome }: Pick<AgentUse, 'outcome'>): boolean {
  return outcome === 'failure'
}

function severalRuns(uses: readonly Pick<AgentUse, 'run_id'>[]): boolean {
  return new Set(uses.map((use) => use.run_id)).size >= MIN_RUNS
}
