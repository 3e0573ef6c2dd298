import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { FILTER_KEYS, FILTERING, LIST_KEYS } from '../../parts/list.ts'
import type { AuditState } from './audit-state.ts'

const FILTER_HELP =
  'Filter: words, and action: actor: run: agent: tool: decision: rule: since: until: before a value (since:2h action:tool).'

export const AUDIT_KEYS: readonly KeyRow[] = [
  { action: 'open', keys: ['enter'], label: 'explain', help: 'Who, what, where, why, by which rule, and what came before and after.' },
  { action: 'verify', keys: ['v'], label: 'verify', help: 'Check the whole chain: whether a record was edited, removed, or cut off.' },
  { action: 'export', keys: ['x'], label: 'export', help: 'Write what the filter leaves into a file.' },
  { action: 'order', keys: ['o'], label: 'order', help: 'The oldest records first, or the newest.' },
  ...LIST_KEYS.map((row) => (row.action === 'list.filter' ? { ...row, help: FILTER_HELP } : row)),
  {
    action: 'adopt',
    keys: ['a'],
    label: 'adopt',
    help: 'Take the runs that came with this registry from elsewhere as your own.',
    quiet: true,
  },
  ...FILTER_KEYS,
  ...formKeys('export'),
  ...CONFIRM_KEYS,
]

export function auditMode({ list, doing }: AuditState): string | undefined {
  if (list.filtering) return FILTERING
  return doing.is === 'filling' ? FORM : doing.is === 'confirming' ? CONFIRMING : undefined
}

export function auditRefused({ rows, brought, verified, doing }: AuditState, action: string): string {
  if (action === 'open') return rows === null || rows.length === 0 ? 'there is no record here' : ''
  if (action === 'adopt') return brought.length === 0 ? 'every run here is your own' : ''
  if (action === 'verify') return verified === 'going on' ? 'the chain is being checked' : ''
  return action === 'export' && doing.is === 'exporting' ? 'an export is going on' : ''
}
