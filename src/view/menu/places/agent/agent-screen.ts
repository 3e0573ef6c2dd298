import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { acceptBlocks, acceptRefusal } from '../../parts/accept-question.ts'
import { CONFIRMING, confirmBlocks } from '../../parts/confirm.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import { PANE_AT_TOP, reducePane } from '../../parts/pane.ts'
import { reduceTabs, tabsLine } from '../../parts/tabs.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import { whatGoes } from '../agents/agents-questions.ts'
import type { AgentData } from './agent-io.ts'
import { AGENT_KEYS, VERSIONS } from './agent-keys.ts'
import { AGENT_PARTS, AGENT_TABS } from './agent-parts.ts'
import { type AgentState, type AgentStep, chosenVersion, NO_PROMOTION, newAgentState } from './agent-state.ts'
import { versionsBlocks } from './agent-versions-blocks.ts'

/** Everything about one agent, part by part, and what can be done to it. */
export const agentScreen = defineScreen<'agent', AgentState>({
  place: 'agent',
  title: 'Agent',
  keys: AGENT_KEYS,
  open: ({ agent_id }) => ({ state: newAgentState(agent_id), effects: [{ do: 'look', agent_id }] }),
  mode: ({ question, tab }) => (question !== null ? CONFIRMING : tab === 'versions' ? VERSIONS : undefined),
  refused,
  reduce: (state, message) => {
    if (message.type === 'data') return told(state, message.data)
    if (message.type === 'tick' || message.type === 'uncovered') return lookAgain(state)
    if (state.question !== null) return message.type === 'action' ? answered(state, message.action) : { state }
    const tab = reduceTabs(AGENT_TABS, state.tab, message)
    if (tab !== undefined) return comparing({ ...state, tab, pane: PANE_AT_TOP })
    const list = state.tab === 'versions' ? reduceList(state.list, message, versionIds(state)) : undefined
    if (list !== undefined) return comparing({ ...state, list })
    const pane = reducePane(state.pane, message, { id: 'part' })
    if (pane !== undefined) return { state: { ...state, pane } }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, { columns, now }) => ({ title: visibleLine(state.agent_id), blocks: blocks(state, columns, now) }),
})

function told(state: AgentState, data: AgentData): AgentStep {
  switch (data.type) {
    case 'looked': {
      const { agent, versions } = data
      const changed = state.agent?.digest !== agent.digest || state.agent.pin.state !== agent.pin.state
      const looked = { ...state, agent, versions, gone: null, compared: changed ? null : state.compared }
      const step = comparing(looked)
      return changed ? { ...step, effects: [{ do: 'judge', agent }, ...(step.effects ?? [])] } : step
    }
    case 'gone':
      return { state: { ...state, gone: data.trashed ? 'trash' : 'nowhere' } }
    case 'rested':
      return { state: { ...state, looking: false } }
    case 'judged':
      return { state: { ...state, permissions: data.permissions, findings: data.findings } }
    case 'compared':
      return { state: { ...state, compared: data } }
    default:
      return data satisfies never
  }
}

function lookAgain(state: AgentState): AgentStep {
  return state.looking ? { state } : { state: { ...state, looking: true }, effects: [{ do: 'look', agent_id: state.agent_id }] }
}

/** Asks what has changed since the chosen version, once it is to be seen. */
function comparing(state: AgentState): AgentStep {
  const version = chosenVersion(state)
  if (state.tab !== 'versions' || version === undefined || state.compared?.version === version) return { state }
  return { state, effects: [{ do: 'compare', agent_id: state.agent_id, version }] }
}

function acted(state: AgentState, action: string): AgentStep {
  const { agent_id, agent } = state
  switch (action) {
    case 'edit':
      return { state, go: { type: 'open', destination: { to: 'agent-edit', agent_id } } }
    case 'why':
      return { state, go: { type: 'open', destination: { to: 'why', about: 'agent', task: '' } } }
    case 'test':
      return { state, go: { type: 'open', destination: { to: 'agent-test', agent_id } } }
    case 'bring-back':
      return { state, effects: [{ do: 'bring-back', agent_id }] }
    case 'switch':
      return { state, effects: [{ do: 'switch', agent_id, enabled: agent?.status === 'disabled' }] }
    case 'again':
      return agent === null ? { state } : { state: { ...state, permissions: null, findings: null }, effects: [{ do: 'judge', agent }] }
    case 'accept':
    case 'delete':
    case 'promote':
    case 'forget':
    case 'restore':
      return { state: { ...state, question: action } }
    default:
      return { state }
  }
}

function answered(state: AgentState, action: string): AgentStep {
  const { promotion } = state
  if (action === 'promote.memory') return { state: { ...state, promotion: { ...promotion, withMemory: !promotion.withMemory } } }
  if (action === 'promote.force') return { state: { ...state, promotion: { ...promotion, force: !promotion.force } } }
  const done: AgentState = { ...state, question: null, promotion: NO_PROMOTION }
  if (action !== 'confirm.yes') return { state: action === 'confirm.no' ? done : state }
  const { agent_id, question } = state
  const version = chosenVersion(state)
  switch (question) {
    case 'delete':
      return { state: done, effects: [{ do: 'delete', agent_ids: [agent_id] }] }
    case 'accept':
      return { state: done, effects: [{ do: 'accept', agent_id }] }
    case 'promote':
      return { state: done, effects: [{ do: 'promote', agent_id, ...state.promotion }] }
    case 'forget':
      return { state: done, effects: [{ do: 'forget-evolution', agent_id }] }
    case 'restore':
      return version === undefined ? { state: done } : { state: done, effects: [{ do: 'restore-version', agent_id, version }] }
    case null:
      return { state: done }
    default:
      return question satisfies never
  }
}

function refused({ agent, gone, versions, question }: AgentState, action: string): string {
  if (action.startsWith('promote.')) return question === 'promote' ? '' : 'that is not asked here'
  if (action === 'bring-back') return gone === 'trash' ? '' : gone === null ? 'it is not deleted' : 'it is not in the trash'
  if (!OF_AN_AGENT.has(action)) return ''
  if (gone !== null) return 'it is deleted'
  if (agent === null) return 'it has not been read yet'
  const shipped = agent.source === 'shipped'
  if (action === 'delete' && shipped) return 'it comes with claw; o disables it'
  if (action === 'accept') return acceptRefusal(agent.pin)
  if (action === 'restore' && versions.length === 0) return 'there are no earlier versions'
  if (action === 'forget' && (agent.evolution?.genomes.length ?? 0) === 0) return 'it has not evolved'
  return agent.status === 'broken' && NEEDS_SOUND.has(action) ? 'it is broken' : ''
}

const OF_AN_AGENT: ReadonlySet<string> = new Set(['edit', 'test', 'delete', 'switch', 'accept', 'promote', 'forget', 'again', 'restore'])
const NEEDS_SOUND: ReadonlySet<string> = new Set(['test', 'switch', 'promote'])

function versionIds({ versions }: AgentState): string[] {
  return versions.map(({ version }) => String(version))
}

function blocks(state: AgentState, columns: number, now: number): Block[] {
  if (state.gone !== null) return [{ kind: 'text', wrap: true, lines: goneLines(state) }]
  if (state.agent === null) return [{ kind: 'text', lines: [line(span('reading its folder...', 'dim'))] }]
  if (state.question !== null) return questionBlocks(state)
  const head = { kind: 'text', lines: [tabsLine(AGENT_TABS, state.tab, columns), line()] } as const
  return [head, ...partBlocks(state, now)]
}

function partBlocks(state: AgentState, now: number): Block[] {
  const { agent, tab, permissions, findings, pane } = state
  if (agent === null) return []
  if (tab === 'versions') return versionsBlocks(state, chosenIndex(state.list, versionIds(state)))
  const lines = AGENT_PARTS[tab]({ agent, permissions, findings, now })
  return [{ kind: 'text', id: 'part', wrap: true, grow: true, top: pane.top, lines }]
}

function promotionLines({ withMemory, force }: AgentState['promotion']) {
  return [
    line(),
    line(withMemory ? '[x]' : '[ ]', ' m  what it remembers goes along: whoever gets the project begins with it'),
    line(force ? '[x]' : '[ ]', ' f  in place of an agent of its id that the project has; that one becomes a version'),
  ]
}

function goneLines({ agent_id, gone }: AgentState) {
  const back =
    gone === 'trash' ? 'It lies in the trash: u brings it back with its memory and its record.' : 'It is not in the trash either.'
  return [line(span(`There is no agent ${visibleLine(agent_id)} any more.`, 'warn')), line(back)]
}

function questionBlocks(state: AgentState): Block[] {
  const id = visibleLine(state.agent_id)
  switch (state.question) {
    case 'delete':
      return confirmBlocks(`Delete ${id}?`, state.agent === null ? [] : whatGoes(state.agent))
    case 'accept':
      return state.agent === null ? [] : acceptBlocks({ ...state.agent, id: state.agent_id })
    case 'promote':
      return confirmBlocks(`Make ${id} an agent of the project?`, [
        line('Its folder is copied to agents/ of the workspace, where it can be committed. Its record goes on.'),
        ...promotionLines(state.promotion),
      ])
    case 'forget':
      return confirmBlocks(`Forget how ${id} has evolved?`, [line('It is as its folder says again. This cannot be undone.')])
    case 'restore':
      return confirmBlocks(`Put version ${chosenVersion(state) ?? ''} of ${id} back?`, [
        line('The present form becomes a version, so that this can be undone the same way.'),
      ])
    case null:
      return []
    default:
      return state.question satisfies never
  }
}
