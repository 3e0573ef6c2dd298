import { newId } from '../../src/kernel/ids.ts'
import type { NewAgentUse, UseOutcome } from '../../src/store/agent-use.ts'
import { currentOwner } from '../../src/store/owner.ts'
import type { Store } from '../../src/store/store.ts'

/** Uses of an agent as a run would credit them, oldest first, each in a run of its own. */
export function creditUses(store: Store, agent_id: string, outcomes: readonly UseOutcome[], more: Partial<NewAgentUse> = {}): void {
  for (const outcome of outcomes) {
    const run_id = newId()
    store.runs.create({
      run_id,
      task: 't',
      session_id: 's',
      actor: 'user:me',
      origin: 'cli',
      workspace: '/w',
      engine: 'rules',
      options: {},
    })
    const fence = store.runs.claim(run_id, currentOwner())
    const lists = { depends_on: [], required_tools: [], acceptance_criteria: [] }
    store.subtasks.add(fence, [{ id: 's1', phase: 'execution', title: 't', task: 't', ...lists }])
    store.agentRecords.credit(fence, { ...newUse(agent_id, outcome), ...more })
    store.runs.release(fence)
  }
}

export function newUse(agent_id: string, outcome: UseOutcome): NewAgentUse {
  return {
    agent_id,
    subtask_id: 's1',
    attempt: 1,
    outcome,
    reason: outcome === 'success' ? null : 'RUN_FAILED',
    ms: 10,
    input_tokens: 3,
    output_tokens: 4,
    model_calls: 1,
    unmetered_calls: 0,
    known_usd: 0.5,
    unpriced_calls: 0,
    tool_calls: 2,
    tool_failures: 1,
  }
}
