import type { Json } from '../kernel/json.ts'
import type { ApprovalRecord } from './records.ts'

export interface ApprovalRow extends Omit<ApprovalRecord, 'args' | 'options' | 'consumed'> {
  readonly id: number
  readonly args: string
  readonly options: string
  readonly consumed: number
}

export function toApproval({ id: _, ...row }: ApprovalRow): ApprovalRecord {
  return { ...row, args: JSON.parse(row.args) as Json, options: JSON.parse(row.options) as string[], consumed: row.consumed === 1 }
}
