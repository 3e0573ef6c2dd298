import type { KeyRow } from '../key-row.ts'
import type { Block } from '../screen-view.ts'
import { type Line, line, span } from '../span.ts'

/** The mode of a screen while it asks whether something is to be done. */
export const CONFIRMING = 'confirming'

export const CONFIRM_KEYS: readonly KeyRow[] = [
  { action: 'confirm.yes', keys: ['y'], label: 'yes, do it', help: 'Do what is asked about.', mode: CONFIRMING },
  { action: 'confirm.no', keys: ['n', 'escape'], label: 'no', help: 'Leave everything as it is.', mode: CONFIRMING },
]

/** The question, with what will happen: it takes the place of what the screen shows otherwise. */
export function confirmBlocks(question: string, what: readonly Line[]): Block[] {
  return [
    { kind: 'text', wrap: true, lines: [line(span(question, 'warn')), line()] },
    { kind: 'text', wrap: true, lines: what, grow: true },
  ]
}
