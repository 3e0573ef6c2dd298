import type { RunEvent } from '../../protocol/events.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import type { GraphStateType } from '../graph-state.ts'
import type { RunContext } from '../run-context.ts'
import { mendedByResume } from '../suspension-error.ts'

/** Credits every agent of the run once per subtask, and lets the router learn from what was done well. */
export async function updateRegistryAndAudit(_state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const events = context.ports.store.events.list(context.run.run_id)
  const credited = new Set(
    events.flatMap((event) => (event.type === 'agent.credited' && event.subtask_id !== null ? [event.subtask_id] : [])),
  )
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const settled = rows.filter((row) => row.agent_id !== null && isSettled(row) && !credited.has(row.spec.id))
  for (const row of settled) credit(context, row, events)
  for (const row of settled)
    if (row.status === 'succeeded' && row.agent_id !== null) await context.ports.router.learn(row.agent_id, row.spec.task)
  return {}
}

// A failure that a resume may mend says nothing about the agent yet.
function isSettled(row: SubtaskRecord): boolean {
  return row.status === 'succeeded' || (row.status === 'failed' && !mendedByResume(row.error?.code ?? ''))
}

function credit(context: RunContext, row: SubtaskRecord, events: readonly RunEvent[]): void {
  const agent_id = row.agent_id
  if (agent_id === null) return
  const success = row.status === 'succeeded'
  const mine = events.filter((event) => event.subtask_id === row.spec.id)
  const tokens = (key: 'input_tokens' | 'output_tokens'): number =>
    mine.reduce((sum, event) => (event.type === 'model.finished' ? sum + (event.data.usage?.[key] ?? 0) : sum), 0)
  const duration_ms = Math.max(0, (row.ended_at ?? 0) - (row.started_at ?? row.ended_at ?? 0))
  const use = { success, ms: duration_ms, input_tokens: tokens('input_tokens'), output_tokens: tokens('output_tokens') }
  context.transaction(() => {
    context.ports.store.agents.credit(agent_id, use)
    context.emit({
      type: 'agent.credited',
      subtask_id: row.spec.id,
      data: {
        agent_id,
        success,
        duration_ms,
        tool_calls: mine.filter((event) => event.type === 'tool.requested').length,
        input_tokens: use.input_tokens,
        output_tokens: use.output_tokens,
        status: context.ports.store.agents.get(agent_id)?.status ?? 'active',
      },
    })
    context.audit({
      actor: 'claw',
      action: 'agent.credited',
      target: agent_id,
      subtask_id: row.spec.id,
      agent_id,
      decision: success ? 'success' : 'failure',
    })
  })
}
