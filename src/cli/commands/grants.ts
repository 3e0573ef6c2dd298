import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { plural } from '../../view/format.ts'
import { grantsTable } from '../../view/grants-table.ts'
import type { GrantRow } from '../../view/rows.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'

const MIN_PREFIX = 4

/** `claw grants [list | rm <id> | rm --all]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const rows = await app.listGrants()
  return context.input.args['action'] === 'rm' ? revoke(context, app, rows) : list(context, rows)
}

function list(context: CommandContext, rows: readonly GrantRow[]): CommandOutcome {
  refuse(context.input.args['grant'] !== undefined || context.input.options['all'] === true, "'claw grants list' takes nothing more.")
  const hint = rows.length === 0 ? '' : '\nclaw grants rm <id>'
  return { text: `${grantsTable(rows, context.list)}${hint}`, result: publicJson(rows) }
}

async function revoke(context: CommandContext, app: App, rows: readonly GrantRow[]): Promise<CommandOutcome> {
  const named = context.input.args['grant']
  const all = context.input.options['all'] === true
  refuse((named === undefined) !== all, "'claw grants rm' takes the id of one grant, or --all.")
  if (named !== undefined) return outcome(await app.revokeGrants([find(rows, named).grant_id]))
  if (rows.length > 0 && !(await confirm(context, `This revokes ${plural(rows.length, 'grant')}.`, 'revoke')))
    return { text: 'Nothing was revoked.', result: [], exit: 5 }
  return outcome(await app.revokeGrants('all'))
}

function outcome(gone: readonly GrantRow[]): CommandOutcome {
  const ids = gone.map((grant) => grant.grant_id).join(', ')
  return { text: gone.length === 0 ? 'There is nothing to revoke.' : `Revoked: ${ids}.`, result: publicJson(gone) }
}

function find(rows: readonly GrantRow[], named: string): GrantRow {
  const id = named.startsWith('g_') ? named : `g_${named}`
  const found = id.length < MIN_PREFIX + 2 ? [] : rows.filter((row) => row.grant_id.startsWith(id))
  const [first] = found
  if (found.length > 1) throw new ClawError('ID_AMBIGUOUS', `'${named}' fits ${found.length} grants.`, { fix: 'claw grants' })
  if (first === undefined) throw new ClawError('NOT_FOUND', `There is no grant '${named}'.`, { fix: 'claw grants' })
  return first
}

function refuse(wrong: boolean, message: string): void {
  if (wrong) throw new ClawError('USAGE', message, { fix: 'claw grants; claw grants rm <id>; claw grants rm --all' })
}
