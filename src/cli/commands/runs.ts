import type { RunRow } from '../../view/rows.ts'
import { runsTable } from '../../view/tables.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw runs`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const rows = await (await context.app()).listRuns({ limit: context.limit() })
  return { text: [runsTable(rows, context.list), ...nextSteps(rows)].join('\n'), result: publicJson(rows) }
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
