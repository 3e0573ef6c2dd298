import { LINE_BYTES, PROTOCOL_VERSION } from '../../src/protocol/limits.ts'
import type { TaskRequest } from '../../src/protocol/messages.ts'

/** A task_request that is right; what a test is about is given in `parts`. */
export function taskRequest(parts: Partial<TaskRequest> = {}): TaskRequest {
  return {
    type: 'task_request',
    protocol: PROTOCOL_VERSION,
    run_id: '0123456789ab',
    subtask_id: 's1',
    attempt: 1,
    agent: { agent_id: 'tester', name: 'Tester', description: 'Tests.' },
    task: 'say hello',
    context: {},
    system_prompt: '',
    tools: [],
    limits: { steps: 12, tool_calls: 50, timeout_ms: 60_000, line_bytes: LINE_BYTES },
    engine: 'rules',
    memories: [],
    prior_failures: [],
    ...parts,
  }
}
