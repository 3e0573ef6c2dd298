import type { RunEvent } from '../../protocol/events.ts'
import type { AgentUse, NewAgentUse } from '../../store/agent-use.ts'
import type { CreditContext } from '../record/credit-context.ts'
import { figuresOf } from '../record/figures-of.ts'
import { fitnessOf } from './fitness-of.ts'
import { judgeDuel } from './judge-duel.ts'
import { tellEvolution } from './tell-evolution.ts'

const USUAL_OF = 20

/**
 * What a use says about the genome that its first attempt worked with, and about its duel. A retry knows more and is the champion's, so it would prove nothing.
 * Belongs into the transaction of the credit.
 */
export function settleTrial(context: CreditContext, use: NewAgentUse, events: readonly RunEvent[]): void {
  const { evolution, agentRecords } = context.ports.store
  const { subtask_id, attempt } = use
  if (evolution.trial({ run_id: context.run.run_id, subtask_id, attempt: 1 }) === undefined) return
  if (use.outcome !== 'excused') {
    const first = firstAttempt(use, events)
    const fitness = fitnessOf({ ...first, usual_ms: usual(agentRecords.uses(use.agent_id, USUAL_OF)) })
    const settled = evolution.settleTrial(context.fence, { subtask_id, attempt: 1, fitness })
    if (settled && context.ports.evolution !== null) decideDuel(context, use)
  }
  evolution.dropOpenTrials(context.fence, { subtask_id, attempt })
}

// Where there was a second attempt, the first one failed.
function firstAttempt(use: NewAgentUse, all: readonly RunEvent[]): { use: NewAgentUse; events: readonly RunEvent[] } {
  if (use.attempt === 1) return { use, events: all }
  const events = all.filter((event) => event.attempt === 1)
  return { use: { ...use, ...figuresOf(events), outcome: 'failure' }, events }
}

function usual(uses: readonly AgentUse[]): number | null {
  const times = uses.flatMap((use) => (use.outcome === 'excused' ? [] : [use.ms])).sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? null
}

function decideDuel(context: CreditContext, { agent_id, subtask_id }: NewAgentUse): void {
  const { evolution } = context.ports.store
  const parent = evolution.current(agent_id, 'champion')
  const child = evolution.current(agent_id, 'challenger')
  if (parent === undefined || child === undefined) return
  const sides = evolution.duel(parent, child)
  const verdict = judgeDuel(sides.champion.fitness, sides.challenger.fitness)
  if (verdict === undefined) return
  const { reason } = verdict
  if (verdict.winner === 'challenger') {
    evolution.move(parent.genome_id, { state: 'replaced', reason: `replaced by ${child.genome_id}` })
    evolution.move(child.genome_id, { state: 'champion', reason })
  } else evolution.move(child.genome_id, { state: 'dropped', reason })
  tellEvolution(context, { child, parent, subtask_id, what: verdict.winner === 'challenger' ? 'replaced_parent' : 'dropped', reason })
}
