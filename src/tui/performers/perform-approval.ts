import type { Performer } from '../performer.ts'
import { answerApproval } from './answer-approval.ts'

export const performApproval: Performer<'approval'> = async (effect, { app: open, tell }) => {
  try {
    const app = await open()
    if (effect.do !== 'look') return tell(await answerApproval(app, effect))
    const row = await app.getApproval(effect.approval_id)
    if (row.status !== effect.known) tell({ type: 'row', row })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
