import { evaluationText } from '../../../../src/view/grant-text.ts'
import type { ApprovalRow, GrantEvaluation } from '../../../../src/view/rows.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { errorText } from '../../api/ask.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { approvalsApi } from './approvals-api.ts'

interface Answered {
  readonly approval: ApprovalRow
  readonly evaluation: GrantEvaluation | null
  readonly run: ListedRun | null
}

/** Says what came of an answer that was given here, and offers what goes on from it. */
export function tellAnswered({ approval, evaluation, run }: Answered): void {
  const { status, scope, run_id, summary } = approval
  const reach = status === 'approved' && scope !== null ? ` (${scope})` : ''
  const resumes = run !== null && !run.held && run.resumable
  const next = resumes ? 'Its run has parked and goes on when it is resumed.' : ''
  showToast({
    title: `${status}${reach}: ${visibleLine(summary).slice(0, 120)}`,
    description: [evaluation === null ? '' : evaluationText(evaluation), next].filter(Boolean).join(' '),
    tone: status === 'denied' ? 'warn' : 'good',
    ...(resumes ? { action: { label: 'Resume the run', run: () => resume(run_id) } } : {}),
  })
}

function resume(run_id: string): void {
  approvalsApi.resume(run_id).then(
    () => showToast({ title: `Run ${run_id.slice(0, 8)} goes on.`, tone: 'good' }),
    (error: unknown) => showToast({ title: errorText(error), tone: 'bad' }),
  )
}
