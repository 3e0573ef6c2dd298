import type { KeyRow } from '../key-row.ts'
import type { ScreenMessage } from '../screen.ts'
import type { PaneShown } from '../screen-view.ts'

/** How far a text is scrolled, and what the last frame showed of it. `end`: it follows what is added. */
export interface PaneState {
  readonly top: number | 'end'
  readonly shown: PaneShown | null
}

export const PANE_AT_TOP: PaneState = { top: 0, shown: null }
export const PANE_AT_END: PaneState = { top: 'end', shown: null }

export const PANE_KEYS: readonly KeyRow[] = [
  { action: 'pane.up', keys: ['up', 'k'], label: 'up', help: 'Up one line.', quiet: true },
  { action: 'pane.down', keys: ['down', 'j'], label: 'down', help: 'Down one line.', quiet: true },
  { action: 'pane.page-up', keys: ['pageup', 'ctrl+b'], label: 'page up', help: 'A page up.', quiet: true },
  { action: 'pane.page-down', keys: ['pagedown', 'ctrl+f', 'space'], label: 'page down', help: 'A page down.', quiet: true },
  { action: 'pane.first', keys: ['home', 'g'], label: 'top', help: 'To the top.', quiet: true },
  { action: 'pane.last', keys: ['end', 'G'], label: 'end', help: 'To the end.', quiet: true },
]

/** The pane after a message that is meant for it; undefined when it is not. `id`: the name of its block. `follow`: at the end it follows. */
export function reducePane(
  pane: PaneState,
  message: ScreenMessage<unknown>,
  { id, follow = false }: { readonly id: string; readonly follow?: boolean },
): PaneState | undefined {
  if (message.type === 'shown') {
    const shown = message.shown[id] ?? null
    return shown === pane.shown ? undefined : { ...pane, shown }
  }
  if (message.type !== 'action') return undefined
  const { top, height, total } = pane.shown ?? { top: 0, height: 1, total: 1 }
  const last = Math.max(0, total - height)
  const to = (row: number): PaneState => ({ ...pane, top: follow && row >= last ? 'end' : Math.max(0, Math.min(row, last)) })
  switch (message.action) {
    case 'pane.up':
      return to(top - 1)
    case 'pane.down':
      return to(top + 1)
    case 'pane.page-up':
      return to(top - Math.max(1, height - 1))
    case 'pane.page-down':
      return to(top + Math.max(1, height - 1))
    case 'pane.first':
      return to(0)
    case 'pane.last':
      return to(last)
    default:
      return undefined
  }
}
