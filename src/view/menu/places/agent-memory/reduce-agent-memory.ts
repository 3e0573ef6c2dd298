import { plural } from '../../../format.ts'
import { visibleLine } from '../../../shown-text.ts'
import { newForm } from '../../parts/form/form-state.ts'
import { offerFormPaths } from '../../parts/form/reduce-form.ts'
import { reduceList } from '../../parts/list.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import type { ScreenContext, ScreenMessage } from '../../screen.ts'
import type { AgentMemoryData, MemoryKind, MemoryLook } from './agent-memory-io.ts'
import { type AgentMemoryState, type AgentMemoryStep, chosenItem, ITEM_PANE, loading, looked, shownItems } from './agent-memory-state.ts'
import { reduceMemoryForm } from './reduce-memory-form.ts'

const KINDS: readonly (MemoryKind | null)[] = [null, 'fact', 'procedure', 'episode']

export function reduceAgentMemory(
  state: AgentMemoryState,
  message: ScreenMessage<AgentMemoryData>,
  context: ScreenContext,
): AgentMemoryStep {
  const { doing } = state
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'uncovered') return { state, effects: [loading(state)] }
  if (doing.is === 'filling') return reduceMemoryForm(state, doing, message, context)
  if (doing.is === 'confirming') return message.type === 'action' ? confirmed(state, message.action) : { state }
  if (doing.is === 'reading') {
    const pane = reducePane(doing.pane, message, { id: ITEM_PANE })
    if (pane !== undefined) return { state: { ...state, doing: { ...doing, pane } } }
  } else {
    const list = reduceList(
      state.list,
      message,
      shownItems(state).map(({ memory_id }) => memory_id),
    )
    if (list !== undefined) return { state: { ...state, list } }
  }
  return message.type === 'action' ? acted(state, message.action) : { state }
}

function acted(state: AgentMemoryState, action: string): AgentMemoryStep {
  const { agent_id, look } = state
  switch (action) {
    case 'close':
      return { state: { ...state, doing: { is: 'looking' } } }
    case 'kind':
      return looked(state, { ...look, recall: '', kind: KINDS[(KINDS.indexOf(look.kind) + 1) % KINDS.length] ?? null })
    case 'all':
      return looked(state, { ...look, recall: '', all: !look.all })
    case 'recall':
      return { state: { ...state, doing: { is: 'filling', what: 'recall', form: recallForm(look) } } }
    case 'export':
      return { state: { ...state, doing: { is: 'filling', what: 'export', form: EXPORT_FORM } } }
    case 'forget-all': {
      const choice = look.kind === null ? {} : { kind: look.kind }
      return { state: { ...state, doing: { is: 'confirming', what: 'forget', choice, count: (state.items ?? []).length } } }
    }
    default: {
      const item = chosenItem(state)
      if (item === undefined) return { state }
      const { memory_id, pinned, run_id } = item
      if (action === 'read') return { state: { ...state, doing: { is: 'reading', memory_id, pane: PANE_AT_TOP } } }
      if (action === 'pin') return { state, effects: [{ do: 'pin', agent_id, memory_id, pinned: !pinned, look }] }
      if (action === 'forget') return { state: { ...state, doing: { is: 'confirming', what: 'forget', choice: { memory_id }, count: 1 } } }
      return action === 'run' ? { state, go: { type: 'open', destination: { to: 'run', run_id } } } : { state }
    }
  }
}

function confirmed(state: AgentMemoryState, action: string): AgentMemoryStep {
  const { doing, agent_id, look } = state
  const left = { ...state, doing: { is: 'looking' } } as const
  if (doing.is !== 'confirming' || action !== 'confirm.yes') return { state: left }
  if (doing.what === 'forget') return { state: left, effects: [{ do: 'forget', agent_id, choice: doing.choice, look }] }
  return { state: left, effects: [{ do: 'export', agent_id, kind: look.kind, path: doing.path, overwrite: true }] }
}

function recallForm({ recall }: MemoryLook) {
  const help = 'The words of a task. Empty: all items again.'
  return newForm({ fields: [{ name: 'words', label: 'a task like', kind: 'line', value: recall, help }], submit: 'Recall' })
}

const EXPORT_FORM = newForm({
  fields: [{ name: 'path', label: 'file', kind: 'path', required: true, help: 'A new file. One that is there already is asked about.' }],
  submit: 'Export',
})

function told(state: AgentMemoryState, data: AgentMemoryData): AgentMemoryStep {
  switch (data.type) {
    case 'items':
      return { state: data.look === state.look || sameLook(data.look, state.look) ? { ...state, items: data.items } : state }
    case 'exists':
      return { state: { ...state, doing: { is: 'confirming', what: 'overwrite', path: data.path } } }
    case 'exported':
      return { state, say: { text: `${plural(data.items, 'item')} in ${visibleLine(data.path)}.`, as: 'good' } }
    case 'paths':
      if (state.doing.is !== 'filling') return { state }
      return { state: { ...state, doing: { ...state.doing, form: offerFormPaths(state.doing.form, data.query, data.paths) } } }
    default:
      return data satisfies never
  }
}

function sameLook(one: MemoryLook, other: MemoryLook): boolean {
  return one.kind === other.kind && one.all === other.all && one.recall === other.recall
}
