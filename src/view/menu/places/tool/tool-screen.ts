import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { PANE_AT_TOP, reducePane, sawEnd } from '../../parts/pane.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
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
  refused,
  reduce,
  view: (state, context) => ({ title: visibleLine(state.name), blocks: toolBlocks(state, context) }),
})

function refused({ phase, tool }: ToolState, action: string): string {
  if (action === 'ask.allow' && phase.is === 'asking') {
    if (!phase.armed) return 'the question has only just come'
    return phase.seen ? '' : 'read the whole call first: its end has not been on the screen'
  }
  if (action === 'tool.example') return tool !== null && tool.examples.length > 1 ? '' : 'there is no other example'
  return tool === null ? 'the tool is still looked up' : ''
}

function reduce(state: ToolState, message: ScreenMessage<ToolData>, context: ScreenContext): ToolStep {
  if (message.type === 'data') return { state: told(state, message.data) }
  const pane = reducePane(state.pane, message, { id: paneId(state) })
  if (pane !== undefined) return { state: seen({ ...state, pane }) }
  return message.type === 'action' ? acted(state, message.action, context) : { state }
}

// What was once on the screen stays read, also after scrolling back.
function seen(state: ToolState): ToolState {
  if (state.phase.is !== 'asking' || !sawEnd(state.pane)) return state
  return { ...state, phase: { ...state.phase, seen: true } }
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
    case 'tool.about':
      return { state: into(state, { is: 'looking' }) }
    case 'call.cancel':
      if (state.phase.is !== 'calling') return { state }
      return { state: { ...state, phase: { ...state.phase, cancelled: true } }, effects: [{ do: 'cancel' }] }
    case 'ask.allow':
    case 'ask.deny':
      return {
        state: into(state, { is: 'calling', since: now, cancelled: false }),
        effects: [{ do: 'answer', allow: action === 'ask.allow' }],
      }
    default:
      return { state }
  }
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
      return into(state, { is: 'asking', verdict: data.verdict, armed: false, seen: false })
    case 'armed':
      return state.phase.is === 'asking' ? { ...state, phase: { ...state.phase, armed: true } } : state
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
