import type { App, AuditQuery } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { auditTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw audit [list|verify]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  if (context.input.args['action'] === 'verify') return verify(await context.app())
  const { app, query } = await readQuery(context)
  const rows = await app.listAudit(query)
  return { text: auditTable(rows, context.list), result: publicJson(rows) }
}

async function verify(app: App): Promise<CommandOutcome> {
  const check = await app.verifyAudit()
  if (check.ok) return { text: `The audit chain is whole: ${check.records} records, head ${check.head.slice(0, 16)}.`, result: check }
  throw new ClawError('AUDIT_BROKEN', `Audit record ${check.first_bad} is bad: ${check.problem} (${check.records} records).`, {
    where: app.config.dbPath,
    fix: `claw audit list --limit 20; restore ${app.config.dbPath} from a copy of before.`,
  })
}

async function readQuery(context: CommandContext): Promise<{ app: App; query: AuditQuery }> {
  const { options } = context.input
  const run = options['run']
  const located = typeof run === 'string' ? await context.locate('run', run) : undefined
  const query = {
    limit: context.limit(),
    ...(located === undefined ? {} : { run_id: located.id }),
    ...(typeof options['agent'] === 'string' ? { agent_id: options['agent'] } : {}),
    ...(typeof options['action'] === 'string' ? { action: options['action'] } : {}),
    ...(typeof options['decision'] === 'string' ? { decision: options['decision'] } : {}),
  }
  return { app: located?.app ?? (await context.app()), query }
}
