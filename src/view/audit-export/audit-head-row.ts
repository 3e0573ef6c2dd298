import type { AuditRow } from '../rows.ts'

export interface ExportedChain {
  readonly workspace: string
  /** The chain as it was checked before the export. */
  readonly check:
    | { readonly ok: true; readonly records: number; readonly head: string }
    | { readonly ok: false; readonly records: number; readonly problem: string }
  readonly exported: number
  /** ISO 8601. */
  readonly at: string
}

/** The last record of an export: the head of the whole chain, whatever the filters left. */
export function auditHeadRow({ workspace, check, exported, at }: ExportedChain): AuditRow {
  return {
    n: check.records,
    at,
    actor: 'claw',
    action: 'audit.head',
    run_id: null,
    subtask_id: null,
    agent_id: null,
    target: workspace,
    decision: check.ok ? 'whole' : 'broken',
    rule: null,
    reason: check.ok ? null : check.problem,
    args_hash: null,
    detail: { exported, chain_records: check.records },
    prev_hash: '',
    hash: check.ok ? check.head : '',
  }
}
