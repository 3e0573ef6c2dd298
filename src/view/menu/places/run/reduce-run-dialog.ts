import { newEditor } from '../../parts/editor/editor-state.ts'
import { reduceEditor } from '../../parts/editor/reduce-editor.ts'
import { reducePane } from '../../parts/pane.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { inputEffect } from './input-effect.ts'
import type { ChooseDialog, InputDialog, ReportDialog } from './run-dialog.ts'
import type { RunData, RunEffect } from './run-io.ts'
import type { RunState } from './run-state.ts'

type Message = ScreenMessage<RunData>
type RunStep = Step<RunState, RunEffect>

/** What a message does to the question that is open. */
export function reduceRunDialog(state: RunState, message: Message, context: ScreenContext): RunStep {
  const { dialog } = state
  if (dialog === null) return { state }
  if (message.type === 'action' && CLOSES.includes(message.action)) return { state: { ...state, dialog: null } }
  switch (dialog.type) {
    case 'choose':
      return message.type === 'action' ? choosing(state, dialog, message.action) : { state }
    case 'input':
      return writing(state, dialog, message, context)
    case 'report':
      return reading(state, dialog, message)
    default:
      return dialog satisfies never
  }
}

const CLOSES = ['choose.close', 'input.close', 'report.close']

function choosing(state: RunState, dialog: ChooseDialog, action: string): RunStep {
  const { choices, chosen } = dialog
  const to = (index: number): RunStep => ({
    state: { ...state, dialog: { ...dialog, chosen: Math.max(0, Math.min(index, choices.length - 1)) } },
  })
  if (action === 'choose.up') return to(chosen - 1)
  if (action === 'choose.down') return to(chosen + 1)
  const choice = choices[chosen]
  if (action !== 'choose.take' || choice === undefined) return { state }
  if (choice.refused !== '') return { state, say: { text: `${choice.label}: ${choice.refused}`, as: 'warn' } }
  const { outcome } = choice
  switch (outcome.type) {
    case 'nothing':
      return { state: { ...state, dialog: null } }
    case 'do':
      return { state: { ...state, dialog: null, busy: outcome.busy }, effects: [outcome.effect] }
    case 'ask': {
      const { purpose, title, lines, text } = outcome
      return { state: { ...state, dialog: { type: 'input', title, lines, purpose, editor: newEditor(text), problem: '' } } }
    }
    default:
      return outcome satisfies never
  }
}

function writing(state: RunState, dialog: InputDialog, message: Message, { columns }: ScreenContext): RunStep {
  if (message.type === 'action' && message.action === 'input.take') return taken(state, dialog)
  const key = message.type === 'key' ? message.key : message.type === 'paste' ? { name: 'paste', text: message.text } : undefined
  if (key === undefined) return { state }
  const { state: editor } = reduceEditor(dialog.editor, key, { columns, multiline: false })
  return { state: { ...state, dialog: { ...dialog, editor, problem: '' } } }
}

function taken(state: RunState, dialog: InputDialog): RunStep {
  const wish = inputEffect(state.run_id, dialog.purpose, dialog.editor.text)
  if (!wish.ok) return { state: { ...state, dialog: { ...dialog, problem: wish.problem } } }
  return { state: { ...state, dialog: null, busy: wish.busy }, effects: [wish.effect] }
}

function reading(state: RunState, dialog: ReportDialog, message: Message): RunStep {
  const pane = reducePane(dialog.pane, message, { id: 'report' })
  if (pane !== undefined) return { state: { ...state, dialog: { ...dialog, pane } } }
  if (message.type !== 'action' || message.action !== 'report.take' || dialog.effect === null) return { state }
  return { state: { ...state, dialog: null, busy: dialog.busy }, effects: [dialog.effect] }
}
