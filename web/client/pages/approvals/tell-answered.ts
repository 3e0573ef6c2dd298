import { askedTitle } from '../../../../src/view/asked-title.ts'
import { plural } from '../../../../src/view/format.ts'
import { evaluationText } from '../../../../src/view/grant-text.ts'
import type { ApprovalRow, GrantEvaluation } from '../../../../src/view/rows.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { errorText } from '../../api/ask.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { approvalsApi } from './approvals-api.ts'

interface Answered {
  readonly approval: ApprovalRow
  readonly evaluation: GrantEvaluation | null
  readonly run: ListedRun | null
}

/** Says what came of an answer that was given here. A run that has parked goes on by itself when nothing else is asked in it, as in the menu. */
export async function tellAnswered({ approval, evaluation, run }: Answered): Promise<void> {
  const { status, scope, run_id } = approval
  const reach = status === 'approved' && scope !== null ? ` (${scope})` : ''
  const parked = run !== null && run.status === 'waiting' && !run.held && run.resumable
  showToast({
    title: `${status}${reach}: ${askedTitle(approval)}`,
    description: evaluation === null ? '' : evaluationText(evaluation),
    tone: status === 'denied' ? 'warn' : 'good',
  })
  if (parked) await goOn(run_id)
}

async function goOn(run_id: string): Promise<void> {
  const name = `Run ${run_id.slice(0, 8)}`
  try {
    const { length } = (await approvalsApi.pending(run_id)).approvals
    if (length > 0)
      return showToast({ title: `${name} goes on when ${plural(length, 'other request')} of it ${length === 1 ? 'is' : 'are'} answered.` })
    await approvalsApi.resume(run_id)
    showToast({ title: `${name} goes on.`, tone: 'good' })
  } catch (error) {
    const action = { label: 'Resume the run', run: () => void goOn(run_id) }
    showToast({ title: `${name} does not go on: ${errorText(error)}`, tone: 'bad', action })
  }
}
