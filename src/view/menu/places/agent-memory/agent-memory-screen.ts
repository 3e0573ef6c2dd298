import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { AGENT_MEMORY_KEYS, agentMemoryMode, agentMemoryRefused } from './agent-memory-keys.ts'
import { type AgentMemoryState, openAgentMemory } from './agent-memory-state.ts'
import { agentMemoryBlocks } from './agent-memory-view.ts'
import { reduceAgentMemory } from './reduce-agent-memory.ts'

/** What one agent remembers. */
export const agentMemoryScreen = defineScreen<'agent-memory', AgentMemoryState>({
  place: 'agent-memory',
  title: 'Memory',
  keys: AGENT_MEMORY_KEYS,
  open: ({ agent_id }) => {
    const state = openAgentMemory(agent_id)
    return { state, effects: [{ do: 'load', agent_id, look: state.look }] }
  },
  mode: agentMemoryMode,
  typing: ({ list, doing }) => list.filtering || doing.is === 'filling',
  refused: agentMemoryRefused,
  reduce: reduceAgentMemory,
  view: (state, context) => ({ title: `Memory of ${visibleLine(state.agent_id)}`, blocks: agentMemoryBlocks(state, context) }),
})
