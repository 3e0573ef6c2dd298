import type { Subtask } from '../protocol/plan.ts'

const TITLE = 80

/** The task as it is, for one agent. */
export function directSubtask(id: string, task: string): Subtask {
  return {
    id,
    phase: 'execution',
    title: task.length > TITLE ? `${task.slice(0, TITLE - 1)}…` : task,
    task,
    depends_on: [],
    required_tools: [],
    acceptance_criteria: [],
  }
}
