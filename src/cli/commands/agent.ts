import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { AGENT_ACTIONS, type AgentAction, isAgentAction } from '../agent/agent-actions.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw agent <id>` and `claw agent <action> ...`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { agent: first = '', subject, text } = context.input.args
  const action = isAgentAction(first) ? first : 'show'
  const words = isAgentAction(first) ? { subject, text } : { subject: first, text: subject }
  requireFitting(context, AGENT_ACTIONS[action], words)
  return (await AGENT_ACTIONS[action].load())(context, words)
}

function requireFitting(
  context: CommandContext,
  { usage, takes, options }: AgentAction,
  { subject, text }: { readonly subject: string | undefined; readonly text: string | undefined },
): void {
  const foreign = Object.keys(context.input.options).find((name) => isOfAction(context, name) && !options.includes(name))
  if (foreign !== undefined) throw new ClawError('USAGE', `'${usage}' does not take --${foreign}.`, { fix: 'claw agent --help' })
  if (subject === undefined && takes !== 'nothing' && takes !== 'maybe-agent')
    throw new ClawError('USAGE', `'${usage}': no agent is named.`, { fix: 'claw agents' })
  if (text === undefined && takes === 'agent-and-text') throw new ClawError('USAGE', `'${usage}': the text is missing.`, { fix: usage })
  const surplus = takes === 'nothing' ? subject : takes === 'agent-and-text' ? undefined : text
  if (surplus !== undefined)
    throw new ClawError('USAGE', `'${usage}' takes nothing after it: '${visibleLine(surplus.slice(0, 60))}'.`, { fix: usage })
}

function isOfAction({ input }: CommandContext, name: string): boolean {
  return input.command?.options.some((option) => option.name === name) === true
}
