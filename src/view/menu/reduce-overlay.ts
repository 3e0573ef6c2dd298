import { destinationNamed, placeNames } from './destination-named.ts'
import { COMMAND_KEYS, HELP_KEYS } from './global-keys.ts'
import type { KeyRow } from './key-row.ts'
import type { MenuMessage, MenuState, Overlay } from './menu-state.ts'
import { addWords } from './parts/add-words.ts'
import type { Go } from './screen.ts'

export interface OverlayStep {
  readonly state: MenuState
  readonly go?: Go
}

type Help = Extract<Overlay, { type: 'help' }>
type Command = Extract<Overlay, { type: 'command' }>

export function reduceHelp(state: MenuState, overlay: Help, message: MenuMessage): OverlayStep {
  if (message.type !== 'key') return { state }
  const page = Math.max(1, state.rows - 4)
  const { top, height, total } = state.shown['help'] ?? { top: overlay.top, height: 1, total: 1 }
  const to = (row: number): OverlayStep => ({
    state: { ...state, overlay: { type: 'help', top: Math.max(0, Math.min(row, total - height)) } },
  })
  switch (actionOf(HELP_KEYS, message.key.name)) {
    case 'help.close':
      return { state: { ...state, overlay: null } }
    case 'help.up':
      return to(top - 1)
    case 'help.down':
      return to(top + 1)
    case 'help.page-up':
      return to(top - page)
    case 'help.page-down':
      return to(top + page)
    default:
      return { state }
  }
}

export function reduceCommand(state: MenuState, overlay: Command, message: MenuMessage): OverlayStep {
  const typed = (text: string, problem = ''): OverlayStep => ({ state: { ...state, overlay: { type: 'command', text, problem } } })
  if (message.type === 'paste') return typed(addWords(overlay.text, message.text))
  if (message.type !== 'key') return { state }
  switch (actionOf(COMMAND_KEYS, message.key.name)) {
    case 'command.close':
      return { state: { ...state, overlay: null } }
    case 'command.complete':
      return typed(placeNames().find((name) => name.startsWith(overlay.text.trim())) ?? overlay.text)
    case 'command.go':
      return gone(state, overlay)
    default:
      if (message.key.name === 'backspace') return typed([...overlay.text].slice(0, -1).join(''))
      return typed(addWords(overlay.text, message.key.text))
  }
}

function gone(state: MenuState, { text }: Command): OverlayStep {
  const closed = { ...state, overlay: null }
  const word = text.trim().toLowerCase()
  if (word === '') return { state: closed }
  if (['q', 'quit', 'exit'].includes(word)) return { state: closed, go: { type: 'quit' } }
  const destination = destinationNamed(word)
  if (destination !== undefined) return { state: closed, go: { type: 'open', destination } }
  return { state: { ...state, overlay: { type: 'command', text, problem: `no place '${word}': ${placeNames().join(', ')}, quit` } } }
}

function actionOf(rows: readonly KeyRow[], name: string): string | undefined {
  return rows.find(({ keys }) => keys.includes(name))?.action
}
