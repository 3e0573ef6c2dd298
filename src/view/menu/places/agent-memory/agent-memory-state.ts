import type { MemoryHit, MemoryRow } from '../../../memory-row.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { chosenIndex, EMPTY_LIST, type ListState, passesFilter } from '../../parts/list.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import type { AgentMemoryEffect, Forgetting, MemoryLook } from './agent-memory-io.ts'

export interface AgentMemoryState {
  readonly agent_id: string
  readonly look: MemoryLook
  /** null: not known yet. */
  readonly items: readonly (MemoryRow | MemoryHit)[] | null
  readonly list: ListState
  readonly doing:
    | { readonly is: 'looking' }
    | { readonly is: 'reading'; readonly memory_id: string; readonly pane: PaneState }
    | { readonly is: 'filling'; readonly what: 'recall' | 'export'; readonly form: FormState }
    | { readonly is: 'confirming'; readonly what: 'forget'; readonly choice: Forgetting; readonly count: number }
    | { readonly is: 'confirming'; readonly what: 'overwrite'; readonly path: string }
}

export type AgentMemoryStep = Step<AgentMemoryState, AgentMemoryEffect>

/** The name of the block that an item is read in. */
export const ITEM_PANE = 'item'

export function openAgentMemory(agent_id: string): AgentMemoryState {
  return { agent_id, look: { kind: null, all: false, recall: '' }, items: null, list: EMPTY_LIST, doing: { is: 'looking' } }
}

export function shownItems({ items, list }: AgentMemoryState): readonly (MemoryRow | MemoryHit)[] {
  return (items ?? []).filter(({ text, kind, state, run_id, memory_id }) =>
    passesFilter(list.filter, `${text} ${kind} ${state} ${run_id} ${memory_id}`),
  )
}

export function chosenItem(state: AgentMemoryState): MemoryRow | undefined {
  const items = shownItems(state)
  return items[
    chosenIndex(
      state.list,
      items.map(({ memory_id }) => memory_id),
    )
  ]
}

/** The same as before with other items. */
export function looked(state: AgentMemoryState, look: MemoryLook): AgentMemoryStep {
  const next = { ...state, look, items: null, doing: { is: 'looking' } } as const
  return { state: next, effects: [loading(next)] }
}

export function loading({ agent_id, look }: AgentMemoryState): AgentMemoryEffect {
  return { do: 'load', agent_id, look }
}
