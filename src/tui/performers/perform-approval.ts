import type { Performer } from '../performer.ts'
import { answerApproval } from './answer-approval.ts'

export const performApproval: Performer<'approval'> = async (effect, { app: open, appToWork, tell, say }) => {
  try {
    if (effect.do === 'resume') {
      await (await appToWork()).resumeDetached(effect.run_id, {}, { wait: true })
      tell({ type: 'resumed' })
      return say({ text: 'its run goes on, in a process of its own', as: 'good' })
    }
    const app = await open()
    if (effect.do !== 'look') return tell(await answerApproval(app, effect))
    const row = await app.getApproval(effect.approval_id)
    if (row.status !== effect.known) tell({ type: 'row', row, changes: await app.approvalChanges(row.approval_id) })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
