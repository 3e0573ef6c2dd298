import type { Json } from '../../../kernel/json.ts'
import type { Clause, Taken } from '../clause.ts'
import type { SlotSpec } from '../recipe.ts'

export interface SlotMatch {
  readonly value: Json
  /** Indexes of the tokens that the value explains. */
  readonly used: readonly number[]
}

/** Reads one value out of a clause, from tokens that no slot before has taken. */
export type SlotParser = (clause: Clause, taken: Taken, slot: SlotSpec) => SlotMatch | undefined

export function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)
}
