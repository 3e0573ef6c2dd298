import { type Paint, PLAIN } from '../view/paint.ts'
import type { CommandContext } from './command-context.ts'

/** How a question is drawn. */
export interface PromptLook {
  readonly paint: Paint
  readonly columns: number
  /** For a screen reader: nothing beside anything else. */
  readonly accessible: boolean
}

export const PLAIN_LOOK: PromptLook = { paint: PLAIN, columns: 80, accessible: false }

export function promptLook({ accessible, paintErr, host }: CommandContext): PromptLook {
  return { paint: accessible ? PLAIN : paintErr, columns: host.streams.columns ?? PLAIN_LOOK.columns, accessible }
}
