import type { RunEvent } from '../../protocol/events.ts'
import type { AgentUse, NewAgentUse } from '../../store/agent-use.ts'
import type { RunContext } from '../run-context.ts'
import { fitnessOf } from './fitness-of.ts'
import { judgeDuel } from './judge-duel.ts'
import { tellEvolution } from './tell-evolution.ts'

const USUAL_OF = 20

/** What a use says about the genome that it worked with, and about its duel. Belongs into the transaction of the credit. */
export function settleTrial(context: RunContext, use: NewAgentUse, events: readonly RunEvent[]): void {
  const { evolution, agentRecords } = context.ports.store
  const { subtask_id, attempt } = use
  if (evolution.trial({ run_id: context.run.run_id, subtask_id, attempt }) === undefined) return
  evolution.dropOpenTrials(context.fence, { subtask_id, attempt, itself: use.outcome === 'excused' })
  if (use.outcome === 'excused') return
  const fitness = fitnessOf({ use, events, usual_ms: usual(agentRecords.uses(use.agent_id, USUAL_OF)) })
  if (evolution.settleTrial(context.fence, { subtask_id, attempt, fitness }) && context.ports.evolution !== null) decideDuel(context, use)
}

function usual(uses: readonly AgentUse[]): number | null {
  const times = uses.flatMap((use) => (use.outcome === 'excused' ? [] : [use.ms])).sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? null
}

function decideDuel(context: RunContext, { agent_id, subtask_id }: NewAgentUse): void {
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
