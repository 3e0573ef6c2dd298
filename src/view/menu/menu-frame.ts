import { COMMAND_KEYS, GLOBAL_KEYS, HELP_KEYS } from './global-keys.ts'
import { keyLabel } from './key-label.ts'
import type { KeyRow } from './key-row.ts'
import { keysNow } from './keys-now.ts'
import { type Frame, layOutFrame } from './layout/lay-out-frame.ts'
import type { HeaderFacts, MenuState } from './menu-state.ts'
import { contextOf } from './reduce-menu.ts'
import type { OpenScreen } from './screen.ts'
import type { Block } from './screen-view.ts'
import { type Line, line, span } from './span.ts'

const TITLES = new WeakMap<OpenScreen, string>()

/** The menu as it is drawn: fits `columns` by `rows` - 1 whatever the screens say. */
export function menuFrame(state: MenuState): Frame {
  const top = state.stack.at(-1)?.screen.view(contextOf(state)) ?? { title: '', blocks: [] }
  const blocks = state.overlay?.type === 'help' ? helpBlocks(state, state.overlay.top) : top.blocks
  const keys = state.overlay === null ? keysNow(state) : (state.overlay.type === 'help' ? HELP_KEYS : COMMAND_KEYS).map(working)
  const parts = {
    titles: [...state.stack.slice(1, -1).map(({ screen }) => titleOf(screen, state)), top.title],
    facts: factsLine(state.facts),
    blocks: state.overlay?.type === 'command' ? [...blocks, ...commandBlocks(state.overlay)] : blocks,
    notice: state.notice,
    keys,
  }
  return layOutFrame(parts, state.columns, state.rows)
}

// A screen that lies below is asked once for each of its states: it may have thousands of rows.
function titleOf(screen: OpenScreen, state: MenuState): string {
  const known = TITLES.get(screen) ?? screen.view(contextOf(state)).title
  TITLES.set(screen, known)
  return known
}

function working(row: KeyRow) {
  return { ...row, refused: '' }
}

function factsLine({ engine, running, waiting }: HeaderFacts): Line {
  return [
    span(engine, 'dim'),
    ...(running === null || running === 0 ? [] : [span('  '), span(`${running} running`, 'accent')]),
    ...(waiting === null || waiting === 0 ? [] : [span('  '), span(`${waiting} waiting (!)`, 'warn')]),
  ]
}

function helpBlocks({ stack, overlay }: MenuState, top: number): Block[] {
  const own = stack.at(-1)?.screen.keys() ?? []
  const width = Math.max(...[...own, ...GLOBAL_KEYS].map((row) => keyNames(row).length)) + 2
  const lines = [
    ...own.map((row) => helpLine(row, width)),
    line(),
    line(span('Everywhere', 'strong')),
    ...GLOBAL_KEYS.map((row) => helpLine(row, width)),
    line(),
    line(span('A key in brackets does nothing at the moment; press it to be told why.', 'dim')),
  ]
  return [{ kind: 'text', id: 'help', lines, wrap: true, grow: true, top: overlay === null ? 0 : top }]
}

function helpLine(row: KeyRow, width: number): Line {
  return line(span(keyNames(row).padEnd(width), 'accent'), row.help)
}

function keyNames({ keys }: KeyRow): string {
  return keys.map(keyLabel).join(', ')
}

function commandBlocks({ text, problem }: { readonly text: string; readonly problem: string }): Block[] {
  const typed = `:${text}`
  return [
    ...(problem === '' ? [] : [{ kind: 'text', wrap: true, lines: [line(span(problem, 'warn'))] } as const]),
    { kind: 'text', lines: [line(typed)], cursor: { line: 0, column: typed.length } },
  ]
}
