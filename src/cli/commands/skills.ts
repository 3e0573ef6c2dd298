import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { acceptedText } from '../../view/accepted-text.ts'
import { skillWhyText } from '../../view/skill-why-text.ts'
import { skillsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { whyQuestion } from '../why-question.ts'

/** `claw skills`, `claw skills accept <id>` and `claw skill why "<task>"`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { action = 'list', subject } = context.input.args
  if (action === 'why') return why(context, subject)
  const foreign = ['tools', 'limit'].find((name) => context.input.options[name] !== undefined)
  if (foreign !== undefined) throw new ClawError('USAGE', `--${foreign} belongs to why.`, { fix: 'claw skill why "<task>"' })
  return action === 'accept' ? accept(context, subject) : list(context, subject)
}

async function why(context: CommandContext, task: string | undefined): Promise<CommandOutcome> {
  const question = await whyQuestion(context, task)
  const row = await (await context.app()).whySkill(question.task, question.options)
  return { text: skillWhyText(row, context.list), result: publicJson(row) }
}

async function accept(context: CommandContext, skill: string | undefined): Promise<CommandOutcome> {
  if (skill === undefined) throw new ClawError('USAGE', 'accept needs the skill.', { fix: 'claw skills accept <skill>' })
  const accepted = await (await context.app()).acceptSkill(skill)
  return { text: acceptedText(accepted), result: publicJson(accepted) }
}

async function list(context: CommandContext, surplus: string | undefined): Promise<CommandOutcome> {
  if (surplus !== undefined)
    throw new ClawError('USAGE', `'claw skills list' does not take '${visibleLine(surplus.slice(0, 60))}'.`, { fix: 'claw skills' })
  const rows = await (await context.app()).listSkills()
  return { text: skillsTable(rows, context.list), result: publicJson(rows) }
}
