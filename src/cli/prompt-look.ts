import { type Paint, PLAIN } from '../view/paint.ts'
import type { CommandContext } from './command-context.ts'

/** How a question is drawn. */
export interface PromptLook {
  readonly paint: Paint
  readonly columns: number
  /** What is longer is shown a screen at a time; null: all at once, for somebody who hears it or where the height is not known. */
  readonly rows: number | null
  /** For a screen reader: nothing beside anything else. */
  readonly accessible: boolean
}

export const PLAIN_LOOK: PromptLook = { paint: PLAIN, columns: 80, rows: null, accessible: false }

export function promptLook({ accessible, paintErr, host }: CommandContext): PromptLook {
  const { columns = PLAIN_LOOK.columns, rows } = host.streams
  return { paint: accessible ? PLAIN : paintErr, columns, rows: accessible || !rows ? null : rows, accessible }
}
