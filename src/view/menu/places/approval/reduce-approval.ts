import { keyOfMessage } from '../../key-of-message.ts'
import { EDITOR_KEYS } from '../../parts/editor/editor-keys.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import { reduceEditor } from '../../parts/editor/reduce-editor.ts'
import { reducePane } from '../../parts/pane.ts'
import { readOn } from '../../parts/read-through.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { ApprovalData, ApprovalEffect } from './approval-io.ts'
import { choiceOfAction } from './approval-keys.ts'
import { type ApprovalState, paneId, takesKeys } from './approval-state.ts'
import { type DialogChoice, dialogChoices } from './dialog-choices.ts'
import { requestText } from './request-text.ts'

type Message = ScreenMessage<ApprovalData>
type ApprovalStep = Step<ApprovalState, ApprovalEffect>

/** The longest reason or answer. */
const MAX_TEXT = 20_000

export function reduceApproval(before: ApprovalState, message: Message, context: ScreenContext): ApprovalStep {
  const state = atThisMoment(before, context.now)
  switch (message.type) {
    case 'data':
      return { state: told(state, message.data) }
    case 'tick':
      return looking(state)
    case 'uncovered':
      return looking({ ...state, drawnAt: state.drawnAt === null ? null : state.now })
    case 'shown':
      return { state: shown(state, message) }
    case 'key':
    case 'paste':
      return { state: typed(state, message, context) }
    case 'action':
      return acted(state, message, context)
    default:
      return message satisfies never
  }
}

// A clock that was put back must not make the keys wait for it.
function atThisMoment(state: ApprovalState, now: number): ApprovalState {
  return { ...state, now, drawnAt: state.drawnAt === null ? null : Math.min(state.drawnAt, now) }
}

function looking(state: ApprovalState): ApprovalStep {
  const { approval_id, row, answered } = state
  const settled = answered !== null || (row !== null && row.status !== 'pending')
  return { state, effects: settled ? [] : [{ do: 'look', approval_id, known: row?.status ?? null }] }
}

function told(state: ApprovalState, data: ApprovalData): ApprovalState {
  if (data.type === 'failed') return { ...state, sending: false }
  if (data.type === 'resumed') return { ...state, sending: false, answered: state.answered && { ...state.answered, run_status: 'running' } }
  const { row } = data
  const changes = data.type === 'row' ? data.changes : []
  const next = state.row === null ? { ...state, row, ...requestText(row, changes) } : { ...state, row }
  const open = row.status === 'pending'
  if (data.type === 'row') return open ? next : { ...next, text: null }
  return { ...next, sending: false, text: null, chosen: -1, answered: data }
}

/** The first frame with the request on it begins the time in which keys answer nothing; every frame adds to what was read. */
function shown(state: ApprovalState, message: Extract<Message, { type: 'shown' }>): ApprovalState {
  const pane = reducePane(state.pane, message, { id: paneId(state) }) ?? state.pane
  const now = message.shown[paneId(state)]
  // Something stands before it, as the help: what is pressed when that goes was not meant for it either.
  if (now === undefined) return { ...state, drawnAt: null }
  return { ...state, pane, read: readOn(state.read, now, state.lines), drawnAt: state.drawnAt ?? state.now }
}

function typed(state: ApprovalState, message: Message, { columns }: ScreenContext): ApprovalState {
  const key = keyOfMessage(message, EDITOR_KEYS)
  if (state.text === null || key === undefined) return state
  return { ...state, text: reduceEditor(state.text, key, { columns, limit: MAX_TEXT }).state }
}

function acted(state: ApprovalState, message: Extract<Message, { type: 'action' }>, context: ScreenContext): ApprovalStep {
  const { action } = message
  if (action.startsWith('edit.')) return { state: typed(state, message, context) }
  const pane = reducePane(state.pane, message, { id: paneId(state) })
  if (pane !== undefined) return { state: { ...state, pane } }
  const choices = dialogChoices(state)
  const number = choiceOfAction(action)
  if (number !== undefined) return chose(state, choices[number])
  switch (action) {
    case 'next':
      return { state: { ...state, chosen: (state.chosen + 1) % Math.max(1, choices.length) } }
    case 'previous':
      return { state: { ...state, chosen: state.chosen <= 0 ? choices.length - 1 : state.chosen - 1 } }
    case 'give':
      return chose(state, choices[state.chosen])
    case 'run':
      return state.row === null ? { state } : { state, go: { type: 'open', destination: { to: 'run', run_id: state.row.run_id } } }
    case 'resume':
      return state.row === null ? { state } : sending(state, { do: 'resume', run_id: state.row.run_id })
    case 'text.send':
      return sent(state, context)
    case 'text.close':
      return { state: { ...state, text: null } }
    default:
      return { state }
  }
}

function chose(state: ApprovalState, choice: DialogChoice | undefined): ApprovalStep {
  if (choice === undefined) return { state }
  if (!takesKeys(state)) return { state, say: { text: 'nothing was answered: keys count from 0.4 s after a request appears', as: 'warn' } }
  const { label, act, refused } = choice
  if (refused !== '') return { state, say: { text: `${label}: ${refused}`, as: 'warn' } }
  const { approval_id } = state
  switch (act.type) {
    case 'deny':
      return sending(state, { do: 'decide', approval_id, decision: { decision: 'denied' } })
    case 'allow':
      return sending(state, { do: 'decide', approval_id, decision: { decision: 'approved', scope: act.scope } })
    case 'option':
      return sending(state, { do: 'answer', approval_id, text: act.text })
    case 'edit-plan':
      return { state, go: { type: 'open', destination: { to: 'plan', approval_id } } }
    case 'write':
      return { state: { ...state, text: newEditor() } }
    default:
      return act satisfies never
  }
}

function sending(state: ApprovalState, effect: ApprovalEffect): ApprovalStep {
  return { state: { ...state, sending: true }, effects: [effect] }
}

function sent(state: ApprovalState, { columns }: ScreenContext): ApprovalStep {
  const { approval_id, text, row } = state
  if (text === null || row === null) return { state }
  const edited = reduceEditor(text, { name: 'enter', text: '' }, { columns, limit: MAX_TEXT })
  const said = text.text.trim()
  if (edited.outcome !== 'submit') return { state: { ...state, text: edited.state } }
  if (said === '') return { state, say: { text: 'nothing is written yet; Esc goes back, and nothing is answered', as: 'warn' } }
  if (state.sending || row.status !== 'pending') return { state }
  if (row.kind === 'question') return sending(state, { do: 'answer', approval_id, text: said })
  return sending(state, { do: 'decide', approval_id, decision: { decision: 'denied', note: said } })
}
