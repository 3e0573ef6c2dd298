import { ClawError } from '../../kernel/claw-error.ts'
import type { Performer } from '../performer.ts'

export const performAuditRecord: Performer<'audit-record'> = async ({ n }, desk) => {
  const app = await desk.app()
  try {
    desk.tell({ type: 'explained', n, explained: await app.explainAudit(n) })
  } catch (error) {
    if (!(error instanceof ClawError) || error.code !== 'NOT_FOUND') throw error
    desk.tell({ type: 'explained', n, explained: null })
  }
}
