import { defineScreen } from '../../define-screen.ts'
import { approvalBlocks } from './approval-blocks.ts'
import { APPROVAL_KEYS, choiceOfAction, WRITING } from './approval-keys.ts'
import { type ApprovalState, newApproval } from './approval-state.ts'
import { dialogChoices } from './dialog-choices.ts'
import { reduceApproval } from './reduce-approval.ts'

/** One request for a person's word: what is asked, whole, and the answers. Esc answers nothing. */
export const approvalScreen = defineScreen<'approval', ApprovalState>({
  place: 'approval',
  title: 'Approval',
  keys: APPROVAL_KEYS,
  open: ({ approval_id }, { now }) => ({
    state: newApproval(approval_id, now),
    effects: [{ do: 'look', approval_id, known: null }],
  }),
  mode: ({ text }) => (text === null ? undefined : WRITING),
  typing: ({ text }) => text !== null,
  refused,
  reduce: reduceApproval,
  view: (state, context) => ({
    title: state.row?.kind === 'question' ? 'Question' : 'Approval',
    blocks: approvalBlocks({ ...state, now: context.now }, context),
  }),
})

function refused(state: ApprovalState, action: string): string {
  if (action === 'run') return state.row === null ? 'it is not read yet' : ''
  if (action === 'resume') return resumeRefused(state)
  const number = choiceOfAction(action)
  const isAnswer = number !== undefined || ['give', 'next', 'previous'].includes(action)
  if (!isAnswer) return ''
  const choices = dialogChoices(state)
  if (state.row !== null && state.row.status !== 'pending') return `it is ${state.row.status} already`
  if (number !== undefined) return number < choices.length ? '' : 'there is no answer with that number'
  return action === 'give' && choices[state.chosen] === undefined ? 'no answer is chosen: its number, or Tab' : ''
}

function resumeRefused({ row, answered, sending }: ApprovalState): string {
  if (sending) return 'it is being resumed'
  if (row?.status === 'pending') return 'it waits for an answer first'
  return answered?.won === true && answered.run_status === 'waiting' ? '' : 'its run has not parked for this, as far as is known here'
}
