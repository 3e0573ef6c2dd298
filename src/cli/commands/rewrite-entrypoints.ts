import { visibleLine } from '../../kernel/visible-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw rewrite-entrypoints [--dry-run]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const changes = await (await context.app()).rewriteEntrypoints({ apply: context.input.options['dry-run'] !== true })
  const lines = changes.map(
    (one) => `${one.applied ? 'changed' : 'would change'}  ${visibleLine(one.agent_id)}: ${visibleLine(one.change)}`,
  )
  return { text: lines.length === 0 ? 'Every agent is up to date.' : lines.join('\n'), result: publicJson(changes) }
}
