import { readMoment } from './read-moment.ts'

/** What the audit log is filtered by, as it is typed. */
export const AUDIT_FIELDS = ['run', 'agent', 'action', 'decision', 'rule', 'actor', 'tool', 'since', 'until', 'text'] as const
export type AuditFields = { readonly [Field in (typeof AUDIT_FIELDS)[number]]?: string | undefined }

/** The same as the store looks for it. The run has to be found by its prefix, so it is not in here. */
export interface AuditFilter {
  readonly agent_id?: string
  readonly action?: string
  readonly decision?: string
  readonly rule?: string
  readonly actor?: string
  readonly target?: string
  readonly since?: string
  readonly until?: string
  readonly text?: string
}

export interface FilterTyping {
  /** Milliseconds since 1970. */
  readonly now: number
  /** What stands before the value of a field: `--since `, `since:`. */
  readonly label: (field: string) => string
}

/** Throws USAGE for a time that is none. */
export function auditFilter(fields: AuditFields, { now, label }: FilterTyping): AuditFilter {
  const moment = (name: 'since' | 'until'): string | undefined => {
    const given = fields[name]
    return given === undefined ? undefined : readMoment(label(name), given, now)
  }
  const filters = {
    agent_id: fields.agent,
    action: fields.action,
    decision: fields.decision,
    rule: fields.rule,
    actor: fields.actor,
    target: fields.tool,
    since: moment('since'),
    until: moment('until'),
    text: fields.text,
  }
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}
