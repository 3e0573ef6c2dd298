import type { TrashRow } from '../../../agent-care-rows.ts'
import { plural } from '../../../format.ts'
import type { AgentRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { acceptRefusal } from '../../parts/accept-question.ts'
import { CONFIRMING } from '../../parts/confirm.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import { reduceEditor } from '../../parts/editor/reduce-editor.ts'
import { chosenIndex, EMPTY_LIST, FILTERING, type ListState, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { ScreenView } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { type AgentEntry, agentEntries } from './agent-entries.ts'
import { agentSummary } from './agent-summary.ts'
import type { AgentsData, AgentsEffect } from './agents-io.ts'
import { AGENTS_KEYS, TYPING_WORDS } from './agents-keys.ts'
import { type AgentsQuestion, DELETE_ALL_WORDS, questionBlocks } from './agents-questions.ts'
import { agentsTable } from './agents-table.ts'

interface AgentsState {
  /** Null: not read yet. */
  readonly agents: readonly AgentRow[] | null
  /** Newest first. */
  readonly trash: readonly TrashRow[]
  readonly list: ListState
  readonly looking: boolean
  readonly question: AgentsQuestion | null
}

type AgentsStep = Step<AgentsState, AgentsEffect>

const LOOK: AgentsEffect = { do: 'look' }
/** From this width on, the chosen one is described beside the list. */
const WIDE = 150
/** With fewer rows, the list has them all. */
const LOW = 16

/** Every agent there is, how it stands, and what can be done to it. */
export const agentsScreen = defineScreen<'agents', AgentsState>({
  place: 'agents',
  title: 'Agents',
  keys: AGENTS_KEYS,
  open: () => ({ state: { agents: null, trash: [], list: EMPTY_LIST, looking: true, question: null }, effects: [LOOK] }),
  mode: ({ question, list }) =>
    question === null ? (list.filtering ? FILTERING : undefined) : question.about === 'delete-all' ? TYPING_WORDS : CONFIRMING,
  typing: ({ question, list }) => (question === null ? list.filtering : question.about === 'delete-all'),
  refused,
  reduce: (state, message, { columns }) => {
    if (message.type === 'data') return told(state, message.data)
    if (message.type === 'tick' || message.type === 'uncovered')
      return state.looking ? { state } : { state: { ...state, looking: true }, effects: [LOOK] }
    if (state.question !== null) return answered(state, state.question, message, columns)
    const ids = entriesOf(state).map(({ id }) => id)
    const list = reduceList(state.list, message, ids)
    if (list !== undefined) return { state: { ...state, list } }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, context) => {
    const blocks = state.question === null ? listBlocks(state, context) : questionBlocks(state.question, context.columns)
    return { title: 'Agents', blocks }
  },
})

function told(state: AgentsState, data: AgentsData): AgentsStep {
  switch (data.type) {
    case 'looked':
      return { state: { ...state, agents: data.agents, trash: data.trash } }
    case 'rested':
      return { state: { ...state, looking: false } }
    case 'rewritable':
      return data.changes.length === 0
        ? { state, say: { text: 'Every agent is up to date.', as: 'good' } }
        : { state: { ...state, question: { about: 'rewrite', changes: data.changes } } }
    default:
      return data satisfies never
  }
}

function acted(state: AgentsState, action: string): AgentsStep {
  const entry = chosenEntry(state)
  const agent = entry?.kind === 'agent' ? entry.agent : undefined
  switch (action) {
    case 'open':
      return agent === undefined ? { state } : { state, go: { type: 'open', destination: { to: 'agent', agent_id: agent.agent_id } } }
    case 'new':
      return { state, go: { type: 'open', destination: { to: 'agent-new' } } }
    case 'edit':
      return agent === undefined ? { state } : { state, go: { type: 'open', destination: { to: 'agent-edit', agent_id: agent.agent_id } } }
    case 'why':
      return { state, go: { type: 'open', destination: { to: 'why', about: 'agent', task: '' } } }
    case 'test':
      return agent === undefined ? { state } : { state, go: { type: 'open', destination: { to: 'agent-test', agent_id: agent.agent_id } } }
    case 'delete':
      return agent === undefined ? { state } : asking(state, { about: 'delete', agent })
    case 'delete-all':
      return asking(state, { about: 'delete-all', doomed: doomedOf(state), words: newEditor() })
    case 'empty-trash':
      return asking(state, { about: 'empty-trash', agent_ids: state.trash.map(({ agent_id }) => agent_id) })
    case 'rewrite':
      return { state, effects: [{ do: 'rewrite', apply: false }] }
    case 'bring-back': {
      const trashed = entry?.kind === 'deleted' ? entry.trash : state.trash[0]
      if (trashed === undefined) return { state }
      const { agent_id } = trashed
      return { state: { ...state, list: { ...state.list, chosen: agent_id } }, effects: [{ do: 'bring-back', agent_id }] }
    }
    case 'switch':
      if (agent === undefined) return { state }
      return { state, effects: [{ do: 'switch', agent_id: agent.agent_id, enabled: agent.status === 'disabled' }] }
    case 'accept':
      return agent === undefined ? { state } : asking(state, { about: 'accept', agent })
    default:
      return { state }
  }
}

function asking(state: AgentsState, question: AgentsQuestion): AgentsStep {
  return { state: { ...state, question } }
}

function answered(state: AgentsState, question: AgentsQuestion, message: ScreenMessage<unknown>, columns: number): AgentsStep {
  const done: AgentsState = { ...state, question: null }
  if (message.type === 'action' && (message.action === 'confirm.no' || message.action === 'words.leave')) return { state: done }
  if (message.type === 'action' && message.action === 'confirm.yes') return { state: done, effects: [effectOf(question)] }
  if (question.about !== 'delete-all') return { state }
  if (message.type === 'action' && message.action === 'words.enter')
    return question.words.text.trim() === DELETE_ALL_WORDS
      ? { state: done, effects: [effectOf(question)] }
      : { state: done, say: { text: `Nothing was deleted: that was not ${DELETE_ALL_WORDS}.`, as: 'warn' } }
  const key = message.type === 'key' ? message.key : message.type === 'paste' ? { name: 'paste', text: message.text } : undefined
  if (key === undefined) return { state }
  const words = reduceEditor(question.words, key, { columns, multiline: false, limit: 100 }).state
  return { state: { ...state, question: { ...question, words } } }
}

function effectOf(question: AgentsQuestion): AgentsEffect {
  switch (question.about) {
    case 'delete':
      return { do: 'delete', agent_ids: [question.agent.agent_id] }
    case 'accept':
      return { do: 'accept', agent_id: question.agent.agent_id }
    case 'delete-all':
      return { do: 'delete', agent_ids: question.doomed.map(({ agent_id }) => agent_id) }
    case 'empty-trash':
      return { do: 'empty-trash' }
    case 'rewrite':
      return { do: 'rewrite', apply: true }
    default:
      return question satisfies never
  }
}

function refused(state: AgentsState, action: string): string {
  const entry = chosenEntry(state)
  const agent = entry?.kind === 'agent' ? entry.agent : undefined
  if (action === 'bring-back') return state.trash.length === 0 ? 'the trash is empty' : ''
  if (action === 'empty-trash') return state.trash.length === 0 ? 'it is empty' : ''
  if (action === 'delete-all') return doomedOf(state).length === 0 ? 'there is no agent that was made here' : ''
  if (!OF_AN_AGENT.has(action)) return ''
  if (agent === undefined) return entry?.kind === 'deleted' ? 'it is deleted; u brings it back' : 'no agent is chosen'
  if (action === 'delete' && agent.source === 'shipped') return 'it comes with claw; o disables it'
  if (action === 'accept') return acceptRefusal(agent.pin)
  return NEEDS_SOUND.has(action) && agent.status === 'broken' ? 'it is broken' : ''
}

const OF_AN_AGENT: ReadonlySet<string> = new Set(['open', 'edit', 'test', 'delete', 'switch', 'accept'])

const NEEDS_SOUND: ReadonlySet<string> = new Set(['switch', 'test'])

/** Those that `delete-all-agents` takes. */
function doomedOf({ agents }: AgentsState): readonly AgentRow[] {
  return (agents ?? []).filter(({ source }) => source === 'workspace_state' || source === 'configured')
}

function entriesOf({ agents, trash, list }: AgentsState): AgentEntry[] {
  return agentEntries(agents ?? [], trash, list.filter)
}

function chosenEntry(state: AgentsState): AgentEntry | undefined {
  const entries = entriesOf(state)
  return entries[
    chosenIndex(
      state.list,
      entries.map(({ id }) => id),
    )
  ]
}

function listBlocks(state: AgentsState, { columns, rows, now }: ScreenContext): ScreenView['blocks'] {
  const entries = entriesOf(state)
  const chosen = chosenEntry(state)
  const at = entries.findIndex(({ id }) => id === chosen?.id)
  const table = agentsTable(entries, at, emptyLines(state), now)
  const head = { kind: 'text', lines: [headLine(state)] } as const
  if (chosen === undefined) return [head, table]
  if (rows < LOW) return [head, table]
  const text = { kind: 'text', wrap: true, lines: agentSummary(chosen, now) } as const
  if (columns >= WIDE) return [head, { kind: 'beside', left: table, right: text, least: WIDE }]
  return [head, table, { kind: 'rule', title: visibleLine(chosen.kind === 'agent' ? chosen.agent.name : chosen.id) }, text]
}

function headLine({ agents, trash, list }: AgentsState): Line {
  if (agents === null) return line(span('reading the folders of agents...', 'dim'))
  const broken = agents.filter(({ status }) => status === 'broken').length
  return line(
    plural(agents.length, 'agent'),
    ...(broken === 0 ? [] : [span(`, ${broken} broken`, 'bad')]),
    ...(trash.length === 0 ? [] : [span(`, ${trash.length} in the trash`, 'dim')]),
    span(list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : '', 'accent'),
  )
}

function emptyLines({ agents, list }: AgentsState): Line[] {
  if (agents === null) return []
  if (list.filter !== '') return [line(span('no agent holds these words; Esc in the filter shows all again', 'dim'))]
  return [line(span('no agents yet: n makes one, and a run makes one for work that nobody knows', 'dim'))]
}
