import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Answered, ApprovalEffect } from '../../view/menu/places/approval/approval-io.ts'
import type { ApprovalRow } from '../../view/rows.ts'

/** The first answer wins, wherever it comes from: who was second is told who was first. */
export async function answerApproval(app: App, effect: Extract<ApprovalEffect, { do: 'decide' | 'answer' }>): Promise<Answered> {
  const { approval_id } = effect
  const taken =
    effect.do === 'answer' ? await app.answerQuestion(approval_id, effect.text) : await app.decideApproval(approval_id, effect.decision)
  const row = taken ?? (await app.getApproval(approval_id))
  const { status: run_status } = await app.getRun(row.run_id)
  return { type: 'answered', row, won: taken !== undefined, run_status, evaluation: taken === undefined ? null : await evaluated(app, row) }
}

/** What was saved is tried on the very call. It was answered already: no failure may hide that. */
async function evaluated(app: App, row: ApprovalRow): Promise<Answered['evaluation']> {
  if (row.status !== 'approved' || row.scope === null || row.scope === 'once') return null
  try {
    return (await app.evaluateApproval(row.approval_id)) ?? 'it is judged when the run goes on'
  } catch (error) {
    if (error instanceof ClawError) return error.message
    throw error
  }
}
