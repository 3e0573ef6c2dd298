import { formatBytes } from '../../../format.ts'
import type { MemoryOwnerRow } from '../../../memory-row.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'

interface MemoryState {
  /** null: not known yet. */
  readonly owners: readonly MemoryOwnerRow[] | null
  readonly list: ListState
}

/** Who remembers how much. */
export const memoryScreen = defineScreen<'memory', MemoryState>({
  place: 'memory',
  title: 'Memory',
  keys: [
    {
      action: 'open',
      keys: ['enter'],
      label: 'open',
      help: 'What the agent remembers, where it has it from; pin it, forget it, export it.',
    },
    ...LIST_KEYS,
    ...FILTER_KEYS,
  ],
  open: () => ({ state: { owners: null, list: EMPTY_LIST }, effects: [{ do: 'load' }] }),
  mode: ({ list }) => (list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => (action === 'open' && shown(state).length === 0 ? 'there is no agent here' : ''),
  reduce: (state, message) => {
    if (message.type === 'data') return { state: { ...state, owners: message.data.owners } }
    if (message.type === 'uncovered') return { state, effects: [{ do: 'load' }] }
    const ids = shown(state).map(({ agent_id }) => agent_id)
    const list = reduceList(state.list, message, ids)
    if (list !== undefined) return { state: { ...state, list } }
    const agent_id = ids[chosenIndex(state.list, ids)]
    if (message.type !== 'action' || message.action !== 'open' || agent_id === undefined) return { state }
    return { state, go: { type: 'open', destination: { to: 'agent-memory', agent_id } } }
  },
  view: (state) => ({ title: 'Memory', blocks: [{ kind: 'text', lines: [headLine(state)] }, table(state)] }),
})

function shown({ owners, list }: MemoryState): readonly MemoryOwnerRow[] {
  return (owners ?? []).filter(({ agent_id }) => passesFilter(list.filter, agent_id))
}

function headLine({ owners, list }: MemoryState): Line {
  const all = (owners ?? []).flatMap(({ memory }) => (memory === null ? [] : [memory]))
  const items = all.reduce((sum, { facts, procedures, episodes }) => sum + facts + procedures + episodes, 0)
  const bytes = all.reduce((sum, memory) => sum + memory.bytes, 0)
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  return line(span(owners === null ? 'looking...' : `${items} items, ${formatBytes(bytes)}`, 'dim'), span(filter, 'accent'))
}

function table(state: MemoryState): Block {
  const owners = shown(state)
  const ids = owners.map(({ agent_id }) => agent_id)
  const right = { align: 'right' } as const
  return {
    kind: 'table',
    columns: [
      { title: 'agent', flexible: true },
      { title: 'facts', ...right },
      { title: 'procedures', ...right },
      { title: 'episodes', ...right },
      { title: 'pinned', ...right, optional: true },
      { title: 'size', ...right, optional: true },
    ],
    rows: owners.map((owner) => ({ id: owner.agent_id, cells: cells(owner) })),
    chosen: chosenIndex(state.list, ids),
    empty: [line(span(state.owners === null ? 'looking...' : 'no agent holds these words', 'dim'))],
  }
}

function cells({ agent_id, memory, memory_problem }: MemoryOwnerRow): Line[] {
  const problem = memory_problem === null ? [] : [span(` ${visibleLine(memory_problem)}`, 'bad')]
  const counts = memory === null ? [0, 0, 0, 0] : [memory.facts, memory.procedures, memory.episodes, memory.pinned]
  return [
    line(visibleLine(agent_id), ...problem),
    ...counts.map((count) => line(span(String(count), count === 0 ? 'dim' : 'plain'))),
    line(span(memory === null ? '-' : formatBytes(memory.bytes), 'dim')),
  ]
}
