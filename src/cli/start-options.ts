import type { StartRunOptions } from '../app/app-port.ts'
import type { RerunOptions } from '../app/runs/run-care-port.ts'
import { readContext } from '../config/read-context.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { type CommandContext, organizeRoot } from './command-context.ts'
import { limitValue } from './limit-value.ts'
import { organizeTask } from './organize-task.ts'
import { requireTask, taskText } from './read-task.ts'
import { settingFlags } from './setting-flags.ts'

const SESSION_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/

/** What the flags of `run` ask for, over what another run was started with. Throws TASK_EMPTY, TASK_TOO_LONG, CONTEXT_INVALID, USAGE. */
export async function startOptions(context: CommandContext, before?: RerunOptions): Promise<StartRunOptions> {
  const { options } = context.input
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const session = requireSessionId(text('session-id'))
  const agent = text('agent')
  const max_tokens = limitValue(text('max-tokens'))
  const max_cost_usd = limitValue(text('max-cost'))
  const timeout = text('timeout')
  const cwd = context.host.cwd ?? process.cwd()
  const given = await taskText(context, context.input.args['task'] ?? '')
  const organized = organizeTask(given, options, cwd)
  // Another task is not what was to be organised.
  const { organize: same, ...rest } = before ?? {}
  const wanted = before === undefined || organized.task !== '' ? organized : { task: before.task, organize: same }
  const contextGiven = text('context-json')
  const tags = text('tag')?.split('\n')
  const tools = text('tools')
    ?.split(',')
    .map((name) => name.trim())
  const temperature = requireTemperature(text('temperature'))
  const flags = before?.flags ?? settingFlags(context.input, organizeRoot(context.input, cwd))
  return {
    ...rest,
    task: requireTask(wanted.task),
    context: before === undefined || contextGiven !== undefined ? readContext(contextGiven, context.host.cwd) : before.context,
    plan_only: options['plan-only'] === true || (before?.plan_only ?? false),
    ...(options['approve-plan'] === true ? { approve_plan: true } : {}),
    ...(wanted.organize === undefined ? {} : { organize: wanted.organize }),
    ...(session === undefined ? {} : { session_id: session }),
    ...(agent === undefined ? {} : { agent_id: agent }),
    ...(max_tokens === undefined ? {} : { max_tokens }),
    ...(max_cost_usd === undefined ? {} : { max_cost_usd }),
    ...(timeout === undefined ? {} : { timeout_ms: Math.round(Number(timeout) * 1000) }),
    ...(tags === undefined ? {} : { tags }),
    ...(tools === undefined ? {} : { tools }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(flags.length === 0 ? {} : { flags }),
  }
}

function requireSessionId(id: string | undefined): string | undefined {
  if (id === undefined || SESSION_ID.test(id)) return id
  throw new ClawError('ID_INVALID', '--session-id takes letters, digits, dot, hyphen and underscore, at most 80.')
}

function requireTemperature(text: string | undefined): number | undefined {
  const temperature = text === undefined ? undefined : Number(text)
  if (temperature === undefined || temperature <= 2) return temperature
  throw new ClawError('USAGE', `--temperature is from 0 to 2, not ${text}.`)
}
