import type { App, AuditCheck } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw audit verify`. */
export async function verifyAudit(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const check = await app.verifyAudit()
  if (!check.ok) throw auditBroken(app, check)
  return { text: `The audit chain is whole: ${check.records} records, head ${check.head.slice(0, 16)}.`, result: check }
}

export function auditBroken(app: App, check: Extract<AuditCheck, { ok: false }>): ClawError {
  return new ClawError('AUDIT_BROKEN', `Audit record ${check.first_bad} is bad: ${check.problem} (${check.records} records).`, {
    where: app.config.dbPath,
    fix: `claw audit list --limit 20; restore ${app.config.dbPath} from a copy of before.`,
  })
}
