import { ClawError } from '../../kernel/claw-error.ts'
import { auditExplanation } from '../../view/audit-explanation.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw audit explain <n>`. */
export async function explainAudit(context: CommandContext): Promise<CommandOutcome> {
  const n = context.input.args['n'] ?? ''
  if (!/^[1-9]\d{0,14}$/.test(n)) throw new ClawError('USAGE', 'explain needs the number of a record.', { fix: 'claw audit explain 12' })
  const explained = await (await context.app()).explainAudit(Number(n))
  return { text: auditExplanation(explained), result: publicJson(explained) }
}
