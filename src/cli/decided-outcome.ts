import type { App } from '../app/app-port.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { ApprovalRow } from '../view/rows.ts'
import type { CommandOutcome } from './command-spec.ts'
import { publicJson } from './public-json.ts'

/** What a person is told after an answer; a run that had parked must be resumed, and that is said. */
export async function decidedOutcome(app: App, id: string, row: ApprovalRow | undefined): Promise<CommandOutcome> {
  if (row === undefined) throw await answeredBefore(app, id)
  const run = await app.getRun(row.run_id)
  const next = run.status === 'waiting' ? `\nThe run waits: claw resume ${row.run_id}` : ''
  return { text: `${row.status}: ${visibleLine(row.summary)}${next}`, result: publicJson(row) }
}

async function answeredBefore(app: App, id: string): Promise<ClawError> {
  const row = await app.getApproval(id)
  const what = row.kind === 'question' ? 'Question' : 'Approval'
  const by = row.decided_by === null ? '' : ` (by ${visibleLine(row.decided_by)})`
  return new ClawError('ALREADY_ANSWERED', `${what} ${id} is ${row.status} already${by}.`, {
    fix: 'claw approvals --all',
    where: `run ${row.run_id}`,
  })
}
