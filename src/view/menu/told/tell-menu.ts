import type { Asked } from '../asked.ts'
import type { MenuState } from '../menu-state.ts'
import { contextOf } from '../reduce-menu.ts'
import type { Block, Shown } from '../screen-view.ts'
import type { ToldPart } from './new-lines.ts'
import { tellBlocks } from './tell-blocks.ts'
import { type ToldChoice, toldChoices } from './told-choices.ts'

export interface ToldMenu {
  /** Number of the screen in the stack. */
  readonly screen: number
  /** Where one is, and what there is. */
  readonly lines: readonly string[]
  /** The same, by what stands together. */
  readonly parts: readonly ToldPart[]
  /** The engine. */
  readonly engine: string
  /** How many wait for an answer. */
  readonly waiting: number
  readonly asked: Asked | null
  /** The row that is chosen; empty: none. */
  readonly chosen: string
  readonly choices: readonly ToldChoice[]
  /** A line that is typed goes into a text of the screen. */
  readonly typing: boolean
  /** All of it was told: no screen has to wait for somebody who scrolls. */
  readonly shown: Shown
}

/** The screen that is seen, for somebody who hears it. */
export function tellMenu(state: MenuState): ToldMenu {
  const views = state.stack.map(({ screen }) => screen.view(contextOf(state)))
  const blocks = views.at(-1)?.blocks ?? []
  const { parts, table, chosen, asked } = tellBlocks(blocks)
  const where = `${views.map(({ title }) => title).join(', ')}.`
  return {
    screen: state.stack.at(-1)?.id ?? 0,
    lines: [where, ...parts.flatMap(({ lines }) => lines)],
    parts: [{ lines: [where], text: false }, ...parts],
    engine: state.facts.engine,
    waiting: state.facts.waiting ?? 0,
    asked,
    chosen,
    choices: toldChoices(state, table),
    typing: (state.stack.at(-1)?.screen.typing() ?? false) !== false,
    shown: Object.fromEntries(blocks.flatMap(panesOf)),
  }
}

function panesOf(block: Block): [string, Shown[string]][] {
  if (block.kind === 'beside') return [...panesOf(block.left), ...panesOf(block.right)]
  if (block.kind === 'rule' || block.id === undefined) return []
  const total = block.kind === 'text' ? block.lines.length : block.rows.length
  return [[block.id, { top: 0, height: total, total, columns: Number.MAX_SAFE_INTEGER }]]
}
