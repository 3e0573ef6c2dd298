import type { Conversation, Turn } from './to-turns.ts'

const MARK = { cache_control: { type: 'ephemeral' } } as const

/**
 * Marks where the provider may keep what it has read: after tools and system, which stay the same for a whole attempt, and, when the conversation will go on,
 * after its last turn and after the one that was the last in the call before: there this call finds what that one left.
 */
export function markCache({ system, turns }: Conversation, goesOn: boolean): Conversation {
  if (!goesOn) return { system: markLast(system), turns }
  const ends = turns.flatMap(({ role }, index) => (role === 'user' ? [index] : [])).slice(-2)
  return { system: markLast(system), turns: turns.map((turn, index) => (ends.includes(index) ? markTurn(turn) : turn)) }
}

function markTurn(turn: Turn): Turn {
  return { ...turn, content: markLast(turn.content) }
}

function markLast<T extends object>(blocks: readonly T[]): T[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...MARK } : block))
}
