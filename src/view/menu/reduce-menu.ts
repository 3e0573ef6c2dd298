import type { Destination } from './destination.ts'
import { GLOBAL_KEYS } from './global-keys.ts'
import { isTyped, keysNow } from './keys-now.ts'
import type { MenuEffect, MenuMessage, MenuState, MenuStep, StackEntry } from './menu-state.ts'
import { PLACES } from './places.ts'
import { reduceCommand, reduceHelp } from './reduce-overlay.ts'
import type { Go, OpenStep, ScreenContext, ScreenMessage } from './screen.ts'

const NOTHING = { effects: [], closed: [], terminal: null } as const

/** The menu with one screen in it. */
export function openMenu(destination: Destination, around: Pick<MenuState, 'columns' | 'rows' | 'now' | 'facts'>): MenuStep {
  return opened({ ...around, stack: [], overlay: null, notice: null, shown: {} }, destination)
}

/** The menu one message later. Pure. */
export function reduceMenu(state: MenuState, message: MenuMessage): MenuStep {
  switch (message.type) {
    case 'key':
      return pressed({ ...state, notice: null }, message)
    case 'paste':
      return state.overlay === null ? told({ ...state, notice: null }, message) : { ...NOTHING, ...reduceOverlay(state, message) }
    case 'resized':
      return { ...NOTHING, state: { ...state, columns: message.columns, rows: message.rows } }
    case 'tick':
      return told({ ...state, now: message.now }, { type: 'tick' })
    case 'shown':
      return told({ ...state, shown: message.shown }, message)
    case 'facts':
      return { ...NOTHING, state: { ...state, facts: message.facts } }
    case 'data':
      return told(state, { type: 'data', data: message.data }, message.screen)
    case 'notice':
      return { ...NOTHING, state: { ...state, notice: message.notice } }
    case 'back':
      return told(state, { type: 'uncovered' })
    default:
      return message satisfies never
  }
}

function pressed(state: MenuState, message: Extract<MenuMessage, { type: 'key' }>): MenuStep {
  const { key } = message
  const terminal = ofTheTerminal(key.name)
  if (state.overlay !== null && terminal !== undefined) return acted(state, terminal)
  if (state.overlay !== null) {
    const { state: next, go } = reduceOverlay(state, message)
    return go === undefined ? { ...NOTHING, state: next } : went(next, go)
  }
  const top = state.stack.at(-1)?.screen
  const typing = key.text !== '' && isTyped(key.name, top?.typing() ?? false)
  const row = typing ? undefined : keysNow(state).find(({ keys }) => keys.includes(key.name))
  if (row === undefined) return (top?.typing() ?? false) !== false ? told(state, message) : { ...NOTHING, state }
  if (row.refused !== '') return { ...NOTHING, state: { ...state, notice: { text: `${row.label}: ${row.refused}`, as: 'warn' } } }
  return acted(state, row.action)
}

/** What is done with the terminal itself is done in front of everything. */
function ofTheTerminal(key: string): string | undefined {
  return GLOBAL_KEYS.find(({ action, keys }) => ['menu.redraw', 'menu.suspend'].includes(action) && keys.includes(key))?.action
}

function reduceOverlay(state: MenuState, message: MenuMessage): { readonly state: MenuState; readonly go?: Go } {
  const { overlay } = state
  if (overlay === null) return { state }
  return overlay.type === 'help' ? reduceHelp(state, overlay, message) : reduceCommand(state, overlay, message)
}

function acted(state: MenuState, action: string): MenuStep {
  switch (action) {
    case 'menu.help':
      return { ...NOTHING, state: { ...state, overlay: { type: 'help', top: 0 } } }
    case 'menu.command':
      return { ...NOTHING, state: { ...state, overlay: { type: 'command', text: '', problem: '' } } }
    case 'menu.waiting':
      return went(state, { type: 'open', destination: { to: 'approvals' } })
    case 'menu.back':
      return went(state, { type: 'back' })
    case 'menu.quit':
      return went(state, { type: 'quit' })
    case 'menu.redraw':
      return { ...NOTHING, state, terminal: 'redraw' }
    case 'menu.suspend':
      return { ...NOTHING, state, terminal: 'suspend' }
    default:
      return told(state, { type: 'action', action })
  }
}

/** A message for one screen: the one that is seen, unless another is named. */
function told(state: MenuState, message: ScreenMessage<unknown>, id = state.stack.at(-1)?.id): MenuStep {
  const entry = state.stack.find((one) => one.id === id)
  if (entry === undefined) return { ...NOTHING, state }
  return stepped(state, entry, entry.screen.on(message, contextOf(state)))
}

function stepped(state: MenuState, { id }: StackEntry, step: OpenStep): MenuStep {
  const stack = state.stack.map((one) => (one.id === id ? { id, screen: step.state } : one))
  const next: MenuState = { ...state, stack, notice: step.say ?? state.notice }
  const effects = (step.effects ?? []).map((effect): MenuEffect => ({ screen: id, place: step.state.destination.to, effect }))
  const then = step.go === undefined ? { ...NOTHING, state: next } : went(next, step.go)
  return { ...then, effects: [...effects, ...then.effects] }
}

function went(state: MenuState, go: Go): MenuStep {
  switch (go.type) {
    case 'open':
      return opened(state, go.destination)
    case 'back':
      return back(state)
    case 'quit':
      return { ...NOTHING, state, closed: state.stack.map(({ id }) => id), terminal: 'quit' }
    default:
      return go satisfies never
  }
}

function opened(state: MenuState, destination: Destination): MenuStep {
  const id = (state.stack.at(-1)?.id ?? 0) + 1
  const step = PLACES[destination.to].open(destination, contextOf(state))
  const entry = { id, screen: step.state }
  return stepped({ ...state, stack: [...state.stack, entry], shown: {} }, entry, step)
}

// The first screen has nowhere to go back to.
function back(state: MenuState): MenuStep {
  const top = state.stack.at(-1)
  if (top === undefined || state.stack.length === 1) return { ...NOTHING, state }
  const below = told({ ...state, stack: state.stack.slice(0, -1), shown: {} }, { type: 'uncovered' })
  return { ...below, closed: [top.id, ...below.closed] }
}

export function contextOf({ columns, rows, now }: MenuState): ScreenContext {
  return { columns, rows, now }
}
