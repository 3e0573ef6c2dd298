import { defineScreen } from '../../define-screen.ts'
import { AUDIT_KEYS, auditMode, auditRefused } from './audit-keys.ts'
import { type AuditState, openAudit } from './audit-state.ts'
import { auditBlocks } from './audit-view.ts'
import { reduceAudit } from './reduce-audit.ts'

/** The audit log: what was decided and done, by whom and why. */
export const auditScreen = defineScreen<'audit', AuditState>({
  place: 'audit',
  title: 'Audit',
  keys: AUDIT_KEYS,
  open: ({ query = '' }) => {
    const state = openAudit(query)
    return { state, effects: [{ do: 'page', look: state.look, from: null }, { do: 'brought' }] }
  },
  mode: auditMode,
  typing: ({ list, doing }) => list.filtering || doing.is === 'filling',
  refused: auditRefused,
  reduce: reduceAudit,
  view: (state, context) => ({ title: 'Audit', blocks: auditBlocks(state, context) }),
})
