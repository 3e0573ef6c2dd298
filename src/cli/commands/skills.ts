import { ClawError } from '../../kernel/claw-error.ts'
import { acceptedText } from '../../view/accepted-text.ts'
import { skillsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw skills` and `claw skills accept <id>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { action, skill } = context.input.args
  const app = await context.app()
  if (action === 'accept') {
    if (skill === undefined) throw new ClawError('USAGE', 'accept needs the skill.', { fix: 'claw skills accept <skill>' })
    const accepted = await app.acceptSkill(skill)
    return { text: acceptedText(accepted), result: publicJson(accepted) }
  }
  const rows = await app.listSkills()
  return { text: skillsTable(rows, context.list), result: publicJson(rows) }
}
