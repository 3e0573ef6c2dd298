import { crashpoint } from '../../kernel/crashpoint.ts'
import type { RunEvent } from '../../protocol/events.ts'
import type { NewAgentUse } from '../../store/agent-use.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { settleTrial } from '../evolution/settle-trial.ts'
import type { CreditContext } from './credit-context.ts'
import { figuresOf } from './figures-of.ts'
import { judgeUse } from './judge-use.ts'
import { updateStanding } from './update-standing.ts'
import { workingTime } from './working-time.ts'

/**
 * Credits the agents of these subtasks, each attempt that settled a subtask once: the mark stands in the row of the subtask and is set in the same
 * transaction. Gives those that were credited now.
 */
export function creditAgents(
  context: CreditContext,
  rows: readonly SubtaskRecord[],
  stopped: string | null = null,
): readonly SubtaskRecord[] {
  const { store } = context.ports
  const done = store.agentRecords.creditedAttempts(context.run.run_id)
  const due = rows.filter((row) => row.agent_id !== null && row.attempt > (done.get(row.spec.id) ?? 0))
  if (due.length === 0) return []
  const events = store.events.list(context.run.run_id)
  return due.filter((row) => creditOne(context, row, { events, stopped, before: done.get(row.spec.id) ?? 0 }))
}

// A foreign capsule may send any text as its code.
const REASON_CHARACTERS = 80

interface Evidence {
  /** Of the whole run. */
  readonly events: readonly RunEvent[]
  /** The code of what ended the run while the subtask was open. */
  readonly stopped: string | null
  /** The attempt up to which it was credited before. */
  readonly before: number
}

function creditOne(context: CreditContext, row: SubtaskRecord, evidence: Evidence): boolean {
  if (row.agent_id === null) return false
  const mine = evidence.events.filter((event) => event.subtask_id === row.spec.id && (event.attempt ?? row.attempt) > evidence.before)
  const use = describeUse(context, { row, agent_id: row.agent_id, mine }, evidence)
  crashpoint('credit.before')
  const credited = context.transaction(() => {
    if (!context.ports.store.agentRecords.credit(context.fence, use)) return false
    updateStanding(context, use)
    settleTrial(context, use, mine)
    tell(context, use)
    return true
  })
  crashpoint('credit.after')
  return credited
}

interface OneUse {
  readonly row: SubtaskRecord
  readonly agent_id: string
  /** The events of the subtask since it was last credited. */
  readonly mine: readonly RunEvent[]
}

function describeUse(context: CreditContext, { row, agent_id, mine }: OneUse, { events, stopped }: Evidence): NewAgentUse {
  const { agents, model } = context.ports
  const builtin = agents.get(agent_id)?.manifest.entrypoint === 'builtin'
  const outcome = judgeUse({ row, builtin, hasModel: model !== null, events: mine })
  return {
    agent_id,
    subtask_id: row.spec.id,
    attempt: row.attempt,
    outcome,
    reason: outcome === 'success' ? null : (row.error?.code ?? stopped ?? 'CANCELLED').slice(0, REASON_CHARACTERS),
    ms: workingTime(
      events.filter((event) => event.subtask_id !== row.spec.id || mine.includes(event)),
      row.spec.id,
    ),
    ...figuresOf(mine),
  }
}

function tell(context: CreditContext, use: NewAgentUse): void {
  const { agent_id, subtask_id, outcome, reason } = use
  context.emit({
    type: 'agent.credited',
    subtask_id,
    attempt: use.attempt,
    data: {
      agent_id,
      success: outcome === 'success',
      outcome,
      reason,
      duration_ms: use.ms,
      tool_calls: use.tool_calls,
      tool_failures: use.tool_failures,
      input_tokens: use.input_tokens,
      output_tokens: use.output_tokens,
      cost_usd: use.unpriced_calls > 0 ? null : use.known_usd,
      status: context.ports.store.agents.get(agent_id)?.status ?? 'active',
    },
  })
  context.audit({ actor: 'claw', action: 'agent.credited', target: agent_id, subtask_id, agent_id, decision: outcome, reason })
}
