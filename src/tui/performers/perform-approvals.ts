import { inboxRow } from '../../view/menu/places/approvals/inbox-row.ts'
import type { Performer } from '../performer.ts'

const MOST = 200

export const performApprovals: Performer<'approvals'> = async ({ decided }, { app, tell }) => {
  try {
    const { listApprovals } = await app()
    const pending = await listApprovals({ limit: MOST, status: 'pending' })
    const all = decided ? await listApprovals({ limit: MOST }) : null
    tell({
      type: 'rows',
      pending: pending.map(inboxRow),
      decided: all?.filter(({ status }) => status !== 'pending').map(inboxRow) ?? null,
    })
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}
