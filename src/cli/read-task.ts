import { ClawError } from '../kernel/claw-error.ts'
import type { CommandContext } from './command-context.ts'

const MAX_TASK = 100_000

/** The task as it was typed, or from stdin for `-`. */
export async function taskText(context: CommandContext, given: string): Promise<string> {
  return given === '-' ? context.host.input.readAll(MAX_TASK * 4) : given
}

/** Throws TASK_EMPTY, TASK_TOO_LONG. */
export function requireTask(task: string): string {
  const trimmed = task.trim()
  if (trimmed === '') throw new ClawError('TASK_EMPTY', 'The task is empty.')
  if (trimmed.length <= MAX_TASK) return trimmed
  throw new ClawError('TASK_TOO_LONG', `The task has ${trimmed.length} characters; ${MAX_TASK} are allowed.`)
}
