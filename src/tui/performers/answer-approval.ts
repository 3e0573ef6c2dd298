import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Answered, ApprovalEffect } from '../../view/menu/places/approval/approval-io.ts'
import type { ApprovalRow } from '../../view/rows.ts'

/** Tasks may speak of the run as well. */
const SOME = 50

/** The first answer wins, wherever it comes from: who was second is told who was first. */
export async function answerApproval(app: App, effect: Extract<ApprovalEffect, { do: 'decide' | 'answer' }>): Promise<Answered> {
  const { approval_id } = effect
  const taken =
    effect.do === 'answer' ? await app.answerQuestion(approval_id, effect.text) : await app.decideApproval(approval_id, effect.decision)
  const row = taken ?? (await app.getApproval(approval_id))
  const run_status = await standing(app, row.run_id)
  return { type: 'answered', row, won: taken !== undefined, run_status, evaluation: taken === undefined ? null : await evaluated(app, row) }
}

/** A run that waits in a process of its own goes on by itself: only one that nobody holds has parked. */
async function standing(app: App, run_id: string): Promise<Answered['run_status']> {
  const { status } = await app.getRun(run_id)
  if (status !== 'waiting') return status
  const { runs } = await app.pageRuns({ limit: SOME, text: run_id })
  return runs.some((run) => run.run_id === run_id && run.held) ? 'running' : status
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
