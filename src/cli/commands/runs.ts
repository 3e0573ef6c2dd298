import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { RUN_STATUSES, type RunStatus } from '../../protocol/run.ts'
import { RUN_ORDERS, type RunQuery } from '../../protocol/run-query.ts'
import { readMoment } from '../../view/read-moment.ts'
import type { RunRow } from '../../view/rows.ts'
import { runsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw runs`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.app()
  const { after } = context.input.options
  const last = typeof after === 'string' ? { after: (await app.locate('run', after)).id } : {}
  const query = { ...readQuery(context), ...last }
  const { runs, next } = await app.pageRuns(query)
  if (runs.length === 0 && Object.keys(query).length > 1) return { text: 'No run is like that.', result: [] }
  const more =
    next === null ? [] : [`more: claw runs --after ${next.slice(0, 8)}${Object.keys(query).length > 1 ? '   with the same filters' : ''}`]
  return { text: [runsTable(runs, context.list), ...nextSteps(runs), ...more].join('\n'), result: publicJson(runs) }
}

function readQuery(context: CommandContext): RunQuery {
  const { options } = context.input
  const text = (name: string, as = name): Record<string, string> => (typeof options[name] === 'string' ? { [as]: options[name] } : {})
  const moment = (name: 'since' | 'until'): Record<string, number> =>
    typeof options[name] === 'string' ? { [name]: Date.parse(readMoment(`--${name} `, options[name], context.host.now())) } : {}
  const status = typeof options['status'] === 'string' ? { status: options['status'].split('\n').map(requireStatus) } : {}
  const order = RUN_ORDERS.find((one) => one === options['order'])
  return {
    limit: context.limit(),
    ...status,
    ...text('text'),
    ...text('agent'),
    ...text('tool'),
    ...text('session', 'session_id'),
    ...text('tag'),
    ...text('stage'),
    ...moment('since'),
    ...moment('until'),
    ...(order === undefined ? {} : { order }),
  }
}

function requireStatus(word: string): RunStatus {
  const status = RUN_STATUSES.find((one) => one === word)
  if (status !== undefined) return status
  throw new ClawError('USAGE', `--status: '${visibleLine(word.slice(0, 60))}' is none. Allowed: ${RUN_STATUSES.join(', ')}.`)
}

/** How what stands still goes on. */
function nextSteps(rows: readonly RunRow[]): string[] {
  const asks = rows.some((row) => row.status === 'waiting' && row.waiting_reason !== 'in_doubt')
  const doubtful = rows.find((row) => row.status === 'waiting' && row.waiting_reason === 'in_doubt')
  const stopped = rows.find((row) => row.status === 'interrupted')
  return [
    ...(asks ? ['waiting: claw approvals shows what for; claw resume <run> goes on after the answer'] : []),
    ...(doubtful === undefined ? [] : [`in doubt: claw resume ${doubtful.run_id} --in-doubt done, or retry, or abandon`]),
    ...(stopped === undefined ? [] : [`interrupted: claw resume ${stopped.run_id}`]),
  ]
}
