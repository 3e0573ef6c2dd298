import { auditTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw audit [list|explain|export|verify|adopt]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  switch (context.input.args['action']) {
    case 'verify':
      return (await import('../audit/verify-audit.ts')).verifyAudit(context)
    case 'explain':
      return (await import('../audit/explain-audit.ts')).explainAudit(context)
    case 'export':
      return (await import('../audit/export-audit.ts')).exportAudit(context)
    case 'adopt':
      return (await import('../audit/adopt-runs.ts')).adoptRuns(context)
    default:
      return listAudit(context)
  }
}

async function listAudit(context: CommandContext): Promise<CommandOutcome> {
  const { readAuditQuery } = await import('../audit/read-audit-query.ts')
  const { app, query } = await readAuditQuery(context, context.limit())
  const rows = await app.listAudit(query)
  return { text: auditTable(rows, context.list), result: publicJson(rows) }
}
