import { ClawError } from '../kernel/claw-error.ts'

const MAX_TASK = 100_000

/** Throws TASK_EMPTY, TASK_TOO_LONG. */
export function requireTask(task: string): string {
  if (task.trim() === '') throw new ClawError('TASK_EMPTY', 'The task is empty.')
  if (task.length > MAX_TASK) throw new ClawError('TASK_TOO_LONG', `The task has ${task.length} characters; at most ${MAX_TASK} are taken.`)
  return task
}
