import { visibleLine } from '../../../shown-text.ts'
import type { KeyRow } from '../../key-row.ts'
import { chosenIndex, LIST_KEYS, type ListState } from '../../parts/list.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import type { ToolsState } from './tools-view.ts'

/** The mode while an agent is chosen. */
export const PICKING = 'picking'

export const PICKING_KEYS: readonly KeyRow[] = [
  { action: 'pick.take', keys: ['enter'], label: 'choose', help: 'The tools as this agent may use them.', mode: PICKING },
  { action: 'pick.close', keys: ['escape'], label: 'as before', help: 'Change nothing.', mode: PICKING },
  ...LIST_KEYS.filter(({ action }) => action !== 'list.filter').map((row) => ({ ...row, mode: PICKING })),
]

/** The ids to choose from; the first one, empty, is the person. */
export function agentChoices({ agents }: Pick<ToolsState, 'agents'>): readonly string[] {
  return ['', ...agents.filter(({ status }) => status !== 'broken').map(({ agent_id }) => agent_id)]
}

export function agentBlocks(state: ToolsState, picking: ListState): Block[] {
  const ids = agentChoices(state)
  const about = (id: string): string => state.agents.find(({ agent_id }) => agent_id === id)?.description ?? 'nobody: as you call them'
  return [
    { kind: 'text', lines: [line(span('Whose calls?', 'strong'))] },
    {
      kind: 'table',
      columns: [{ title: 'agent' }, { title: 'what it does', flexible: true }],
      rows: ids.map((id) => ({ id, cells: [line(visibleLine(id === '' ? 'you' : id)), line(span(visibleLine(about(id)), 'dim'))] })),
      chosen: chosenIndex(picking, ids),
      empty: [],
    },
  ]
}
