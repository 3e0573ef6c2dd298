import { ClawError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import { policyCheckText, policyText, ruleChangeText } from '../../view/policy-text.ts'
import { verdictText } from '../../view/verdict-text.ts'
import { callArguments } from '../call-arguments.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { ruleFromOptions } from '../rule-from-options.ts'

/** `claw policy [show|check|test|add|rm]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  switch (context.input.args['action']) {
    case 'check':
      return check(context)
    case 'test':
      return test(context)
    case 'add':
      return add(context)
    case 'rm':
      return remove(context)
    default:
      return show(context)
  }
}

async function show(context: CommandContext): Promise<CommandOutcome> {
  takesNothing(context, 'show')
  const policy = await (await context.app()).showPolicy()
  return { text: policyText(policy, context.list), result: publicJson(policy) }
}

async function check(context: CommandContext): Promise<CommandOutcome> {
  takesNothing(context, 'check')
  const { preset, files, rules } = await (await context.app()).showPolicy()
  const idle = rules.filter((rule) => !rule.counts)
  return { text: policyCheckText(files, idle), result: publicJson({ preset, files, not_counted: idle.map((rule) => rule.id) }) }
}

async function test(context: CommandContext): Promise<CommandOutcome> {
  const { options, args } = context.input
  const tool = args['subject']
  if (tool === undefined)
    throw new ClawError('USAGE', "'claw policy test' needs a tool and its arguments.", { fix: 'claw policy test terminal "git push"' })
  const agent = typeof options['agent'] === 'string' ? { agent_id: options['agent'] } : {}
  const verdict = await (await context.app()).judgeTool({ tool, args: testedArguments(context, tool), ...agent })
  return { text: verdictText(verdict), result: publicJson(verdict) }
}

function testedArguments({ input }: CommandContext, tool: string): JsonObject {
  const text = input.options['args']
  const command = input.args['command']
  const fix = tool === 'terminal' ? 'claw policy test terminal "git push"' : `claw policy test ${tool} --json '{...}'`
  if (typeof text === 'string' && command !== undefined)
    throw new ClawError('USAGE', 'A command and --json both say what is called.', { fix })
  if (typeof text === 'string') return callArguments(text, fix)
  if (command === undefined) throw new ClawError('USAGE', `What would be called? '${tool}' needs its arguments.`, { fix })
  if (tool !== 'terminal' && CORE_TOOLS.some((known) => known === tool))
    throw new ClawError('USAGE', `Only terminal takes a command line; '${tool}' takes arguments.`, { fix })
  return { cmd: command }
}

async function add(context: CommandContext): Promise<CommandOutcome> {
  takesNothing(context, 'add')
  const rule = ruleFromOptions(context.input.options)
  const place = context.input.options['workspace'] === true ? 'workspace' : 'user'
  // The file of a workspace needs a workspace to stand in.
  const app = place === 'workspace' ? await context.appFor(context.config()) : await context.app()
  const change = await app.addRule(rule, place)
  return { text: ruleChangeText('added', change), result: publicJson(change) }
}

async function remove(context: CommandContext): Promise<CommandOutcome> {
  const { subject, command } = context.input.args
  if (subject === undefined || command !== undefined)
    throw new ClawError('USAGE', "'claw policy rm' takes the id of one rule.", { fix: 'claw policy show' })
  const change = await (await context.app()).removeRule(subject)
  return { text: ruleChangeText('removed', change), result: publicJson(change) }
}

function takesNothing({ input }: CommandContext, action: string): void {
  const more = input.args['subject']
  if (more !== undefined)
    throw new ClawError('USAGE', `'claw policy ${action}' does not take '${more.slice(0, 60)}'.`, { fix: 'claw policy --help' })
}
