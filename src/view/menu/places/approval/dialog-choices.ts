import type { ApprovalScope } from '../../../../protocol/approval.ts'
import type { ApprovalChoice } from '../../../approval-view.ts'
import type { ApprovalRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { isReadWhole } from '../../parts/read-through.ts'
import type { ApprovalState } from './approval-state.ts'

export interface DialogChoice {
  readonly label: string
  readonly act: ChoiceAct
  /** Why it can't be made now; empty: it can. */
  readonly refused: string
}

export type ChoiceAct =
  | { readonly type: 'deny' }
  | { readonly type: 'allow'; readonly scope: ApprovalScope }
  | { readonly type: 'edit-plan' }
  /** Asks for a text first. */
  | { readonly type: 'write'; readonly what: 'note' | 'answer' }
  | { readonly type: 'option'; readonly text: string }

export const READ_FIRST = 'read to the end first: PgDn'

/** What can be said to a request, in the order of its numbers; those that can't be said now stay, with the reason. */
export function dialogChoices(state: ApprovalState): readonly DialogChoice[] {
  const { row } = state
  if (row === null) return []
  const closed = closedBecause(state, row)
  return (row.kind === 'question' ? questionChoices(row) : callChoices(state.offers, isReadWhole(state.read))).map((choice) =>
    closed === '' ? choice : { ...choice, refused: closed },
  )
}

function closedBecause({ sending, now }: ApprovalState, row: ApprovalRow): string {
  if (row.status !== 'pending') return `it is ${row.status} already`
  if (sending) return 'the answer is on its way'
  return row.expires_at <= now ? 'it has expired' : ''
}

function callChoices(offers: readonly ApprovalChoice[], readWhole: boolean): DialogChoice[] {
  return offers.map(({ id, label, refused }): DialogChoice => {
    if (id === 'deny') return { label, act: { type: 'deny' }, refused }
    if (id === 'deny-why') return { label, act: { type: 'write', what: 'note' }, refused }
    const unread = readWhole ? '' : READ_FIRST
    const act: ChoiceAct = id === 'edit' || id === 'drop' ? { type: 'edit-plan' } : { type: 'allow', scope: id }
    return { label, act, refused: refused === '' ? unread : refused }
  })
}

function questionChoices({ options }: ApprovalRow): DialogChoice[] {
  return [
    ...options.map((text): DialogChoice => ({ label: visibleLine(text), act: { type: 'option', text }, refused: '' })),
    { label: 'Write an answer', act: { type: 'write', what: 'answer' }, refused: '' },
  ]
}
