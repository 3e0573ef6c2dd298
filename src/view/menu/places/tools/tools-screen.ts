import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import { line, span } from '../../span.ts'
import { agentBlocks, agentChoices, PICKING, PICKING_KEYS } from './pick-agent.ts'
import type { ToolsData, ToolsEffect } from './tools-io.ts'
import { shownTools, type ToolsState, toolDetail, toolsTableBlock } from './tools-view.ts'

/** What agents may use: effects, and what the policy says to it. */
export const toolsScreen = defineScreen<'tools', ToolsState>({
  place: 'tools',
  title: 'Tools',
  keys: [
    {
      action: 'open',
      keys: ['enter'],
      label: 'open',
      help: 'The tool with its arguments: fill them in, see what the policy says, call it.',
    },
    { action: 'agent', keys: ['a'], label: 'agent', help: 'Choose an agent: its allowlist, and the policy for its calls.' },
    ...LIST_KEYS,
    ...FILTER_KEYS,
    ...PICKING_KEYS,
  ],
  open: ({ agent_id = null }) => ({ state: { ...CLOSED, agent_id }, effects: [{ do: 'load', agent_id }] }),
  mode: ({ list, picking }) => (list.filtering ? FILTERING : picking === null ? undefined : PICKING),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => (action === 'open' && shownTools(state).length === 0 ? 'there is no tool here' : ''),
  reduce,
  view: (state) => ({
    title: state.agent_id === null ? 'Tools' : `Tools of ${visibleLine(state.agent_id)}`,
    blocks: state.picking === null ? [headBlock(state), toolsTableBlock(state), ...toolDetail(state)] : agentBlocks(state, state.picking),
  }),
})

const CLOSED: Omit<ToolsState, 'agent_id'> = { tools: null, agents: [], verdicts: {}, list: EMPTY_LIST, picking: null }

function reduce(state: ToolsState, message: ScreenMessage<ToolsData>, _context: ScreenContext): Step<ToolsState, ToolsEffect> {
  if (message.type === 'data') return { state: told(state, message.data) }
  if (message.type === 'uncovered') return { state, effects: [{ do: 'load', agent_id: state.agent_id }] }
  if (state.picking !== null) return picked(state, message)
  const names = shownTools(state).map(({ name }) => name)
  const list = reduceList(state.list, message, names)
  if (list !== undefined) return { state: { ...state, list } }
  if (message.type !== 'action') return { state }
  const name = names[chosenIndex(state.list, names)]
  if (message.action === 'agent') return { state: { ...state, picking: { ...EMPTY_LIST, chosen: state.agent_id } } }
  if (message.action !== 'open' || name === undefined) return { state }
  return { state, go: { type: 'open', destination: { to: 'tool', name, agent_id: state.agent_id } } }
}

function picked(state: ToolsState, message: ScreenMessage<ToolsData>): Step<ToolsState, ToolsEffect> {
  const { picking } = state
  const ids = agentChoices(state)
  if (picking === null || message.type !== 'action') return { state }
  if (message.action === 'pick.close') return { state: { ...state, picking: null } }
  if (message.action !== 'pick.take') return { state: { ...state, picking: reduceList(picking, message, ids) ?? picking } }
  const chosen = ids[chosenIndex(picking, ids)] ?? ''
  const agent_id = chosen === '' ? null : chosen
  return { state: { ...state, agent_id, verdicts: {}, picking: null }, effects: [{ do: 'load', agent_id }] }
}

function told(state: ToolsState, data: ToolsData): ToolsState {
  if (data.agent_id !== state.agent_id) return state
  if (data.type === 'tools') return { ...state, tools: data.tools, agents: data.agents }
  return { ...state, verdicts: { ...state.verdicts, [data.tool]: data.verdict } }
}

function headBlock({ agent_id, list }: ToolsState) {
  const whose = agent_id === null ? 'as you call them' : `as the agent ${visibleLine(agent_id)} calls them`
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  return { kind: 'text', lines: [line(span(whose, 'dim'), span(filter, 'accent'))] } as const
}
