import type { StartRunOptions } from '../app/app-port.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { CommandContext } from './command-context.ts'
import { organizeTask } from './organize-task.ts'
import { readContext } from './read-context.ts'

const MAX_TASK = 100_000
const SESSION_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/

/** What the flags of `run` ask for. Throws TASK_EMPTY, TASK_TOO_LONG, CONTEXT_INVALID, USAGE. */
export async function startOptions(context: CommandContext): Promise<StartRunOptions> {
  const { options } = context.input
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const session = requireSessionId(text('session-id'))
  const agent = text('agent')
  const tokens = text('max-tokens')
  const timeout = text('timeout')
  const wanted = organizeTask(await taskText(context), options, context.host.cwd ?? process.cwd())
  return {
    task: requireTask(wanted.task),
    context: readContext(text('context-json'), context.host.cwd),
    plan_only: options['plan-only'] === true,
    ...(wanted.organize === undefined ? {} : { organize: wanted.organize }),
    ...(session === undefined ? {} : { session_id: session }),
    ...(agent === undefined ? {} : { agent_id: agent }),
    ...(tokens === undefined ? {} : { max_tokens: Number(tokens) }),
    ...(timeout === undefined ? {} : { timeout_ms: Math.round(Number(timeout) * 1000) }),
  }
}

async function taskText(context: CommandContext): Promise<string> {
  const given = context.input.args['task'] ?? ''
  return given === '-' ? context.host.input.readAll(MAX_TASK * 4) : given
}

function requireTask(task: string): string {
  const trimmed = task.trim()
  if (trimmed === '') throw new ClawError('TASK_EMPTY', 'The task is empty.')
  if (trimmed.length <= MAX_TASK) return trimmed
  throw new ClawError('TASK_TOO_LONG', `The task has ${trimmed.length} characters; ${MAX_TASK} are allowed.`)
}

function requireSessionId(id: string | undefined): string | undefined {
  if (id === undefined || SESSION_ID.test(id)) return id
  throw new ClawError('ID_INVALID', '--session-id takes letters, digits, dot, hyphen and underscore, at most 80.')
}
