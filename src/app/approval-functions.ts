import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import { decideApproval } from '../policy/grants/decide-approval.ts'
import type { ApprovalRecord } from '../store/records.ts'
import type { App } from './app-port.ts'
import { checkedChange } from './checked-change.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'
import { requireOwnRun } from './require-own-run.ts'

type ApprovalFunctions = Pick<
  App,
  'listApprovals' | 'getApproval' | 'approvalChanges' | 'decideApproval' | 'evaluateApproval' | 'answerQuestion'
>

export function approvalFunctions(services: Services): ApprovalFunctions {
  const { store, redactor, grants } = services
  function get(approval_id: string): ApprovalRecord {
    const row = store.approvals.get(approval_id)
    if (row) return row
    throw new ClawError('NOT_FOUND', `There is no approval '${approval_id}'.`, { fix: 'claw approvals' })
  }
  function decidable(approval_id: string, question: boolean): ApprovalRecord {
    const row = get(approval_id)
    if ((row.kind === 'question') === question) return row
    throw new ClawError(
      'USAGE',
      question ? `'${approval_id}' is an approval, not a question.` : `'${approval_id}' is a question of an agent, not an approval.`,
      {
        fix: question ? `claw approve ${approval_id}; claw deny ${approval_id}` : `claw answer ${approval_id} "<text>"`,
      },
    )
  }
  return {
    listApprovals: async (options) => store.approvals.list(options),
    getApproval: async (approval_id) => get(approval_id),
    approvalChanges: async (approval_id) => (await import('./approval-changes.ts')).approvalChanges(services, get(approval_id)),
    decideApproval: async (approval_id, decision) => {
      const row = decidable(approval_id, false)
      if (decision.decision === 'approved') requireOwnRun(services, row.run_id)
      const by = localActor()
      if (decision.decision === 'approved')
        return decideApproval({ store, grants, clock: systemClock }, approval_id, {
          status: 'approved',
          by,
          scope: decision.scope,
          ...(decision.plan === undefined ? {} : { answer: checkedChange(services, row, decision.plan) }),
        })
      return store.approvals.decide(approval_id, {
        status: 'denied',
        by,
        ...(decision.note === undefined ? {} : { note: redactor.text(decision.note) }),
      })
    },
    // Loaded for a grant alone: it opens the tools.
    evaluateApproval: async (approval_id) => (await import('./evaluate-approval.ts')).evaluateApproval(services, get(approval_id)),
    answerQuestion: async (question_id, answer) => {
      requireOwnRun(services, decidable(question_id, true).run_id)
      return store.approvals.decide(question_id, { status: 'answered', by: localActor(), answer: redactor.text(answer) })
    },
  }
}
