import type { KeyRow } from '../key-row.ts'
import type { Block } from '../screen-view.ts'
import { type Line, line, span } from '../span.ts'
import { PANE_AT_TOP, type PaneState } from './pane.ts'

/** The mode of a screen while it asks whether something is to be done. */
export const CONFIRMING = 'confirming'

export const CONFIRM_KEYS: readonly KeyRow[] = [
  { action: 'confirm.yes', keys: ['y'], label: 'yes, do it', help: 'Do what is asked about.', mode: CONFIRMING },
  { action: 'confirm.no', keys: ['n', 'escape'], label: 'no', help: 'Leave everything as it is.', mode: CONFIRMING },
]

/** The question, with what will happen: it takes the place of what the screen shows otherwise. `pane`: of a screen that lets it be scrolled. */
export function confirmBlocks(question: string, what: readonly Line[], { top, shown }: PaneState = PANE_AT_TOP): Block[] {
  const more = shown !== null && shown.top + shown.height < shown.total
  return [
    { kind: 'text', wrap: true, lines: [line(span(question, 'warn')), line()] },
    { kind: 'text', id: CONFIRMING, wrap: 'flush', lines: what, grow: true, top },
    ...(more ? [{ kind: 'rule', title: 'PgDn: there is more' } as const] : []),
  ]
}
