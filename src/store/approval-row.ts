import type { Json } from '../kernel/json.ts'
import type { ApprovalFacts } from '../protocol/approval.ts'
import type { ApprovalRecord } from './records.ts'

export interface ApprovalRow extends Omit<ApprovalRecord, 'args' | 'options' | 'facts' | 'consumed'> {
  readonly id: number
  readonly args: string
  readonly options: string
  readonly facts: string
  readonly consumed: number
  readonly spent: number
}

export function toApproval({ id: _, spent: _spent, ...row }: ApprovalRow): ApprovalRecord {
  return {
    ...row,
    args: JSON.parse(row.args) as Json,
    options: JSON.parse(row.options) as string[],
    facts: JSON.parse(row.facts) as ApprovalFacts,
    consumed: row.consumed === 1,
  }
}
