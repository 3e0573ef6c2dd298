import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { formFromSchema } from '../../parts/form/form-from-schema.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { reduceForm } from '../../parts/form/reduce-form.ts'
import { valuesToJson } from '../../parts/form/values-to-json.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import { isReadWhole, readOn, UNREAD } from '../../parts/read-through.ts'
import { verdictLines } from '../../parts/verdict-lines.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { IGNORE_KEYS_MS } from '../approval/approval-state.ts'
import type { ToolData, ToolEffect } from './tool-io.ts'
import { TOOL_KEYS, toolMode } from './tool-keys.ts'
import type { ToolPhase, ToolState } from './tool-state.ts'
import { paneId, toolBlocks } from './tool-view.ts'

type ToolStep = Step<ToolState, ToolEffect>

/** One tool: what it takes, what the policy says to a call, and the call itself by the real executor. */
export const toolScreen = defineScreen<'tool', ToolState>({
  place: 'tool',
  title: 'Tool',
  keys: TOOL_KEYS,
  open: ({ name, agent_id }) => ({
    state: { name, agent_id, tool: null, args: {}, example: 0, pane: PANE_AT_TOP, phase: { is: 'looking' } },
    effects: [{ do: 'load', name, agent_id }],
  }),
  mode: toolMode,
  typing: ({ phase }) => phase.is === 'filling',
  refused,
  reduce,
  view: (state, context) => ({ title: visibleLine(state.name), blocks: toolBlocks(state, context) }),
})

function refused({ phase, tool }: ToolState, action: string): string {
  if (action === 'ask.allow' && phase.is === 'asking')
    return isReadWhole(phase.read) ? '' : 'read the whole call first: its end has not been on the screen'
  if (action === 'tool.example') return tool !== null && tool.examples.length > 1 ? '' : 'there is no other example'
  return tool === null ? 'the tool is still looked up' : ''
}

function reduce(state: ToolState, message: ScreenMessage<ToolData>, context: ScreenContext): ToolStep {
  if (message.type === 'data') return { state: told(state, message.data) }
  if (state.phase.is === 'filling') return filled(state, state.phase.form, message, context)
  if (message.type === 'uncovered') return { state: uncovered(state, context) }
  const pane = reducePane(state.pane, message, { id: paneId(state) })
  if (pane !== undefined) return { state: seen({ ...state, pane }, context) }
  return message.type === 'action' ? acted(state, message.action, context) : { state }
}

/** The first frame with the question on it begins the time in which keys answer nothing; what was once on the screen stays read. */
function seen(state: ToolState, { now }: ScreenContext): ToolState {
  const { phase, pane } = state
  if (phase.is !== 'asking') return state
  // Something stands before it, as the help: what is pressed when that goes was not meant for it either.
  if (pane.shown === null) return { ...state, phase: { ...phase, drawnAt: null } }
  const read = readOn(phase.read, pane.shown, verdictLines(phase.verdict))
  return { ...state, phase: { ...phase, read, drawnAt: phase.drawnAt ?? now } }
}

function uncovered(state: ToolState, { now }: ScreenContext): ToolState {
  const { phase } = state
  return phase.is === 'asking' && phase.drawnAt !== null ? { ...state, phase: { ...phase, drawnAt: now } } : state
}

function filled(state: ToolState, form: FormState, message: ScreenMessage<ToolData>, context: ScreenContext): ToolStep {
  const step = reduceForm(form, message, context)
  if (step === undefined) return { state }
  if (step.outcome === 'edited') return { state: { ...state, phase: { is: 'filling', form: step.form } } }
  const args = step.outcome === 'submit' ? valuesToJson(state.tool?.input_schema ?? {}, formValues(step.form)) : state.args
  return { state: into({ ...state, args }, { is: 'looking' }) }
}

function acted(state: ToolState, action: string, { now }: ScreenContext): ToolStep {
  const call = { tool: state.name, args: state.args, agent_id: state.agent_id }
  switch (action) {
    case 'tool.judge':
      return { state: into(state, { is: 'judging' }), effects: [{ do: 'judge', call }] }
    case 'tool.call':
      return { state: into(state, { is: 'calling', since: now, cancelled: false }), effects: [{ do: 'call', call }] }
    case 'tool.example':
      return { state: withExample(state, state.example + 1) }
    case 'tool.edit':
      if (state.tool === null) return { state }
      return { state: into(state, { is: 'filling', form: newForm(formFromSchema(state.tool.input_schema, 'Take these', state.args)) }) }
    case 'tool.about':
      return { state: into(state, { is: 'looking' }) }
    case 'call.cancel':
      if (state.phase.is !== 'calling') return { state }
      return { state: { ...state, phase: { ...state.phase, cancelled: true } }, effects: [{ do: 'cancel' }] }
    case 'ask.allow':
    case 'ask.deny':
      if (isTooEarly(state.phase, now)) return { state, say: { text: 'nothing was answered: the question has only just come', as: 'warn' } }
      return {
        state: into(state, { is: 'calling', since: now, cancelled: false }),
        effects: [{ do: 'answer', allow: action === 'ask.allow' }],
      }
    default:
      return { state }
  }
}

// Such a key was meant for something else.
function isTooEarly(phase: ToolPhase, now: number): boolean {
  return phase.is === 'asking' && (phase.drawnAt === null || now - phase.drawnAt < IGNORE_KEYS_MS)
}

function withExample(state: ToolState, wanted: number): ToolState {
  const examples = state.tool?.examples ?? []
  const example = examples.length === 0 ? 0 : wanted % examples.length
  return into({ ...state, example, args: examples[example] ?? {} }, { is: 'looking' })
}

function told(state: ToolState, data: ToolData): ToolState {
  switch (data.type) {
    case 'tool':
      return withExample({ ...state, tool: data.tool }, 0)
    case 'judged':
      return into(state, { is: 'judged', verdict: data.verdict })
    case 'asks':
      return into(state, { is: 'asking', verdict: data.verdict, drawnAt: null, read: UNREAD })
    case 'called':
      return into(state, { is: 'called', row: data.row })
    case 'failed':
      return into(state, { is: 'looking' })
    default:
      return data satisfies never
  }
}

// A question is a text of its own: what was shown of another one says nothing about it.
function into(state: ToolState, phase: ToolPhase): ToolState {
  return { ...state, phase, pane: phase.is === 'asking' ? PANE_AT_TOP : { ...state.pane, top: 0 } }
}
