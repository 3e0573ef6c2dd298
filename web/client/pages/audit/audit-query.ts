import { AUDIT_FIELDS, type AuditFields } from '../../../../src/view/audit-filter.ts'
import { typedQuery } from '../../../../src/view/menu/parts/typed-query.ts'

export interface AuditSearch {
  /** As in the terminal: words, and `agent:` `run:` `rule:` ... before a value. */
  readonly q: string
  readonly decision: string
  readonly action: string
  readonly since: string
}

export type AuditQuery = Readonly<Partial<Record<keyof AuditFields, string>>>

/** What the routes are asked for; what is chosen beside the text wins over what is written in it. */
export function auditQuery({ q, decision, action, since }: AuditSearch): AuditQuery {
  const { fields, words } = typedQuery(q, AUDIT_FIELDS)
  const text = [fields['text'] ?? '', ...words].filter((word) => word !== '').join(' ')
  const all = { ...fields, text, ...filled({ decision, action, since }) }
  return filled(all)
}

function filled(members: Readonly<Record<string, string>>): AuditQuery {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ''))
}
