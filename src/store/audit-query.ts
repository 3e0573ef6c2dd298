/** What is looked for in the audit log; what is absent matches everything. `action`, `rule` and `target` also match a whole family (`tool`: `tool.call`). */
export interface AuditQuery {
  readonly limit: number
  readonly order?: 'newest' | 'oldest'
  /** Only records with a smaller number, a greater number. */
  readonly before?: number
  readonly after?: number
  readonly run_id?: string
  readonly subtask_id?: string
  readonly agent_id?: string
  readonly actor?: string
  readonly action?: string
  readonly decision?: string
  readonly rule?: string
  /** What was acted on: a tool, a run, an agent, an approval. */
  readonly target?: string
  readonly args_hash?: string
  /** ISO 8601 in UTC; `until` is not included. */
  readonly since?: string
  readonly until?: string
  /** Part of who, what, why or the detail; upper and lower case are the same. */
  readonly text?: string
}

const FILTERS = [
  ...(['run_id', 'subtask_id', 'agent_id', 'actor', 'action', 'decision', 'rule', 'target', 'args_hash'] as const),
  ...(['since', 'until', 'text'] as const),
]

/** The query as the named parameters of its statement. */
export function auditParameters(query: AuditQuery): Record<string, string | number | null> {
  return {
    ...Object.fromEntries(FILTERS.map((name) => [name, query[name] ?? null])),
    limit: query.limit,
    before: query.before ?? Number.MAX_SAFE_INTEGER,
    after: query.after ?? 0,
  }
}
