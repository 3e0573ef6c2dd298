import { nearestName } from '../../config/nearest-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { AGENT_ACTIONS, type AgentAction, isAgentAction } from '../agent/agent-actions.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw agent <id>` and `claw agent <action> ...`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { agent: first = '', subject, text } = context.input.args
  if (!isAgentAction(first)) return showNamed(context, first, subject)
  const action: AgentAction = AGENT_ACTIONS[first]
  const words = action.takes === 'text' ? { subject: undefined, text: joined(subject, text) } : { subject, text }
  requireFitting(context, action, words)
  return (await action.load())(context, words)
}

function joined(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(' ')
}

/** The first word is no action, so it is an agent; or an action that was typed wrongly. */
async function showNamed(context: CommandContext, first: string, surplus: string | undefined): Promise<CommandOutcome> {
  const nearest = nearestName(first, Object.keys(AGENT_ACTIONS))
  const meant = nearest !== undefined && isAgentAction(nearest) ? AGENT_ACTIONS[nearest].usage : undefined
  if (surplus !== undefined && meant !== undefined)
    throw new ClawError('USAGE', `'claw agent' has no action '${visibleLine(first.slice(0, 60))}'. Did you mean ${nearest}?`, {
      fix: meant,
    })
  requireFitting(context, AGENT_ACTIONS.show, { subject: first, text: surplus })
  try {
    return await (await AGENT_ACTIONS.show.load())(context, { subject: first, text: undefined })
  } catch (error) {
    if (meant === undefined || !(error instanceof ClawError) || !UNKNOWN_AGENT.has(error.code)) throw error
    throw new ClawError(error.code, `${error.message} Did you mean '${meant}'?`, { fix: meant, cause: error })
  }
}

const UNKNOWN_AGENT: ReadonlySet<string> = new Set(['NOT_FOUND', 'ID_INVALID'])

function requireFitting(
  context: CommandContext,
  { usage, takes, options }: AgentAction,
  { subject, text }: { readonly subject: string | undefined; readonly text: string | undefined },
): void {
  const foreign = Object.keys(context.input.options).find((name) => isOfAction(context, name) && !options.includes(name))
  if (foreign !== undefined) throw new ClawError('USAGE', `'${usage}' does not take --${foreign}.`, { fix: 'claw agent --help' })
  if (takes === 'text') return
  if (subject === undefined && takes !== 'nothing' && takes !== 'maybe-agent')
    throw new ClawError('USAGE', `'${usage}': no agent is named.`, { fix: 'claw agents' })
  const surplus = takes === 'nothing' ? subject : takes === 'agent-maybe-text' ? undefined : text
  if (surplus !== undefined)
    throw new ClawError('USAGE', `'${usage}' takes nothing after it: '${visibleLine(surplus.slice(0, 60))}'.`, { fix: usage })
}

function isOfAction({ input }: CommandContext, name: string): boolean {
  return input.command?.options.some((option) => option.name === name) === true
}
