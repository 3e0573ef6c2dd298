import { ClawError } from '../../kernel/claw-error.ts'
import type { Performer } from '../performer.ts'
import { answerApproval } from './answer-approval.ts'

export const performPlan: Performer<'plan'> = async (effect, { app: open, tell }) => {
  const app = await open()
  const { approval_id } = effect
  if (effect.do === 'look') return tell({ type: 'row', row: await app.getApproval(approval_id) })
  try {
    const decision = { decision: 'approved', scope: 'once', plan: effect.plan } as const
    tell(await answerApproval(app, { do: 'decide', approval_id, decision }))
  } catch (error) {
    tell({ type: 'failed', problem: error instanceof ClawError ? error.message : String(error) })
    if (!(error instanceof ClawError)) throw error
  }
}
