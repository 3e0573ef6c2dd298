import type { App, AuditQuery } from '../../app/app-port.ts'
import { AUDIT_FIELDS, auditFilter } from '../../view/audit-filter.ts'
import type { CommandContext } from '../command-context.ts'

/** The filters of the command line, and the workspace that they are about: that of the run where one is named. */
export async function readAuditQuery(context: CommandContext, limit: number): Promise<{ app: App; query: AuditQuery }> {
  const { options } = context.input
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const fields = Object.fromEntries(AUDIT_FIELDS.map((name) => [name, text(name)]))
  const filter = auditFilter(fields, { now: context.host.now(), label: (name) => `--${name} ` })
  const run = text('run')
  const located = run === undefined ? undefined : await context.locate('run', run)
  const order = text('order') === 'oldest' ? 'oldest' : 'newest'
  const of = located === undefined ? {} : { run_id: located.id }
  return { app: located?.app ?? (await context.app()), query: { limit, order, ...of, ...filter } }
}
