import type { KeyRow } from '../../key-row.ts'
import { CONFIRM_KEYS, CONFIRMING } from '../../parts/confirm.ts'
import { FORM, formKeys } from '../../parts/form/form-keys.ts'
import { FILTER_KEYS, FILTERING, LIST_KEYS } from '../../parts/list.ts'
import { PANE_KEYS } from '../../parts/pane.ts'
import { type AgentMemoryState, chosenItem } from './agent-memory-state.ts'

const READING = 'reading'

const ITEM_KEYS: readonly KeyRow[] = [
  { action: 'pin', keys: ['p'], label: 'pin', help: 'A pinned item neither expires nor gives way; again takes the pin away.' },
  { action: 'forget', keys: ['d'], label: 'forget', help: 'Take the item out of the memory, for good; asks before.' },
  { action: 'run', keys: ['r'], label: 'its run', help: 'The run in which it was learned.' },
]

export const AGENT_MEMORY_KEYS: readonly KeyRow[] = [
  { action: 'read', keys: ['enter'], label: 'read', help: 'The whole item, and what it rests on.' },
  ...ITEM_KEYS,
  { action: 'kind', keys: ['k'], label: 'kind', help: 'Only facts, procedures or episodes, or all of them.' },
  { action: 'recall', keys: ['w'], label: 'recall', help: 'What a task of some words would recall, the best first.' },
  { action: 'all', keys: ['u'], label: 'expired', help: 'Expired and superseded items too, or not.', quiet: true },
  {
    action: 'forget-all',
    keys: ['D'],
    label: 'forget all',
    help: 'Forget every item of the kind that is chosen; asks before.',
    quiet: true,
  },
  { action: 'export', keys: ['x'], label: 'export', help: 'Write the items into a file, one JSON object a line.', quiet: true },
  ...LIST_KEYS.map((row) => (row.action === 'list.up' ? { ...row, keys: ['up'] } : row)),
  ...FILTER_KEYS,
  ...ITEM_KEYS.map((row) => ({ ...row, mode: READING })),
  { action: 'close', keys: ['escape'], label: 'back', help: 'Back to the items.', mode: READING },
  ...PANE_KEYS.map((row) => ({ ...row, mode: READING })),
  ...formKeys('go'),
  ...CONFIRM_KEYS,
]

export function agentMemoryMode({ list, doing }: AgentMemoryState): string | undefined {
  if (list.filtering) return FILTERING
  switch (doing.is) {
    case 'looking':
      return undefined
    case 'reading':
      return READING
    case 'filling':
      return FORM
    case 'confirming':
      return CONFIRMING
    default:
      return doing satisfies never
  }
}

const OF_AN_ITEM = ['read', 'pin', 'forget', 'run']

export function agentMemoryRefused(state: AgentMemoryState, action: string): string {
  if (OF_AN_ITEM.includes(action)) return chosenItem(state) === undefined ? 'there is no item here' : ''
  if (action === 'forget-all' || action === 'export') return (state.items ?? []).length === 0 ? 'nothing is remembered here' : ''
  return ''
}
