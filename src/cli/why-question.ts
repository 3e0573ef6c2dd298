import type { WhyOptions } from '../app/why/why-port.ts'
import { nearestName } from '../config/nearest-name.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import { CORE_TOOLS } from '../protocol/manifest.ts'
import type { CommandContext } from './command-context.ts'
import { requireTask, taskText } from './read-task.ts'

const DEFAULT_LIMIT = 10

/** What `agent why` and `skill why` were asked. Throws USAGE, TASK_EMPTY, TASK_TOO_LONG. */
export async function whyQuestion(context: CommandContext, given = ''): Promise<{ readonly task: string; readonly options: WhyOptions }> {
  const { tools, limit = DEFAULT_LIMIT } = context.input.options
  const required_tools = typeof tools === 'string' ? readTools(tools) : []
  return { task: requireTask(await taskText(context, given)), options: { required_tools, limit: Number(limit) } }
}

function readTools(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !CORE_TOOLS.some((tool) => tool === name))
  if (unknown === undefined) return [...new Set(names)]
  const nearest = nearestName(unknown, CORE_TOOLS)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  throw new ClawError('USAGE', `--tools: there is no tool '${visibleLine(unknown.slice(0, 60))}'.${hint}`, { fix: 'claw tools' })
}
