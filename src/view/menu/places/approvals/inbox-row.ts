import { askedText } from '../../../asked-text.ts'
import type { ApprovalRow } from '../../../rows.ts'

/** A request in the list: without its arguments, which may be long. */
export interface InboxRow extends Omit<ApprovalRow, 'args' | 'facts' | 'options' | 'claim' | 'why' | 'answer' | 'args_hash'> {
  readonly what: string
  readonly answer_within_ms: number | null
}

const MAX_WHAT = 400

export function inboxRow({ args, facts, options: _o, claim: _c, why: _w, answer: _a, args_hash: _h, ...row }: ApprovalRow): InboxRow {
  const what = askedText({ kind: row.kind, summary: row.summary, args })
  return { ...row, what: what.slice(0, MAX_WHAT), answer_within_ms: facts.answer_within_ms }
}
