import type { App, AuditCheck } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { auditCheckFix, auditCheckText } from '../../view/audit-check-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw audit verify`. */
export async function verifyAudit(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const check = await app.verifyAudit()
  if (!check.ok) throw auditBroken(app, check)
  return { text: auditCheckText(check), result: check }
}

export function auditBroken(app: App, check: Extract<AuditCheck, { ok: false }>): ClawError {
  const { dbPath } = app.config
  return new ClawError('AUDIT_BROKEN', auditCheckText(check), { where: dbPath, fix: auditCheckFix(dbPath) })
}
