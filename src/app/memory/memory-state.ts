import { ClawError } from '../../kernel/claw-error.ts'
import type { AgentMemoryState } from '../../view/memory-row.ts'
import type { Services } from '../open-services.ts'
import type { MemoryOwner } from './agent-memories.ts'

/** How much an agent remembers. A memory that cannot be read is said; the agent works without it. */
export function memoryState({ catalog }: Pick<Services, 'catalog'>, agent: MemoryOwner): AgentMemoryState {
  try {
    const { fact, procedure, episode, pinned } = catalog.memories.of(agent).counts()
    const memory = { facts: fact, procedures: procedure, episodes: episode, pinned, bytes: catalog.memories.bytes(agent) }
    return { memory, memory_problem: null }
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
    return { memory: null, memory_problem: `${error.message}${error.fix === undefined ? '' : ` ${error.fix}`}` }
  }
}
