import { visibleLine } from '../../kernel/visible-text.ts'
import { formatTable } from '../../view/format-table.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'

/** `claw agent versions <id>`. */
export async function agentVersions(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', subject)
  const versions = await app.agentVersions(id)
  const columns = [
    { title: 'VERSION', cell: (row: (typeof versions)[number]) => String(row.version), align: 'right' as const },
    { title: 'UNTIL', cell: (row: (typeof versions)[number]) => visibleLine(row.at) },
    { title: 'REPLACED BY', cell: (row: (typeof versions)[number]) => visibleLine(row.by) },
    { title: 'WITH', cell: (row: (typeof versions)[number]) => visibleLine(row.why) },
    { title: 'DIGEST', cell: (row: (typeof versions)[number]) => row.digest.slice(0, 12), optional: true },
  ]
  const text = versions.length === 0 ? `${id} has no earlier versions.` : formatTable(versions, columns, context.list)
  return { text, result: publicJson(versions) }
}
