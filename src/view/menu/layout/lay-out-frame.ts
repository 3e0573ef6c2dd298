import { cutLine } from '../cut-line.ts'
import { keyLabel } from '../key-label.ts'
import type { LiveKey } from '../key-row.ts'
import { lineWidth } from '../line-width.ts'
import type { Notice } from '../screen.ts'
import type { Block, Shown } from '../screen-view.ts'
import { type Line, line, span } from '../span.ts'
import { wrapLine } from '../wrap-line.ts'
import { layOutBlocks } from './lay-out-blocks.ts'

export interface FrameParts {
  /** From the first place to this one. */
  readonly titles: readonly string[]
  /** At the right of the first line, the most important one last: engine, counts. */
  readonly facts: Line
  readonly blocks: readonly Block[]
  readonly notice: Notice | null
  readonly keys: readonly LiveKey[]
}

/** A whole frame: at most `rows` - 1 lines, none wider than `columns`. */
export interface Frame {
  readonly lines: readonly Line[]
  readonly cursor: { readonly row: number; readonly column: number } | null
  readonly shown: Shown
}

const MAX_NOTICE = 4
const GAP = 2
const NAME_COLUMNS = 5
const HELP = 'menu.help'

/** A header line, the blocks, what is to be told, and the keys. */
export function layOutFrame(parts: FrameParts, columns: number, rows: number): Frame {
  const height = Math.max(1, rows - 1)
  const notice = noticeLines(parts.notice, columns).slice(0, Math.max(0, height - 3))
  const footer = height > 2 ? [footerLine(parts.keys, columns)] : []
  const room = Math.max(0, height - 1 - notice.length - footer.length)
  const { lines, shown, cursor } = layOutBlocks(parts.blocks, columns, room)
  const blank = Array.from({ length: room - lines.length }, () => line())
  return {
    lines: [headerLine(parts, columns), ...lines, ...blank, ...notice, ...footer],
    shown,
    cursor: cursor === null ? null : { ...cursor, row: cursor.row + 1 },
  }
}

// Where there is too little room, the way here is shortened from its beginning, and of the facts the first one goes first.
function headerLine({ titles, facts }: FrameParts, columns: number): Line {
  const least = facts.length < 2 ? 0 : lineWidth(facts.slice(-1)) + GAP
  const left = [span('claw ', 'accent'), ...wayHere(titles, columns - NAME_COLUMNS - least)]
  const kept = facts.slice(facts.findIndex((_, from) => lineWidth([...left, ...facts.slice(from)]) + GAP <= columns))
  const free = columns - lineWidth(left) - lineWidth(kept)
  return free < GAP ? cutLine(left, columns) : [...left, span(' '.repeat(free)), ...kept]
}

function wayHere(titles: readonly string[], columns: number): Line {
  const way = titles.flatMap((title, index) => [
    ...(index === 0 ? [] : [span(' > ', 'dim')]),
    span(title, index === titles.length - 1 ? 'strong' : 'dim'),
  ])
  return lineWidth(way) <= columns || titles.length < 2 ? way : wayHere(titles.slice(1), columns)
}

function noticeLines(notice: Notice | null, columns: number): Line[] {
  if (notice === null) return []
  const mark = notice.as === 'good' ? '' : notice.as === 'warn' ? 'note: ' : 'error: '
  return `${mark}${notice.text}`
    .split('\n')
    .flatMap((text) => wrapLine([span(text, notice.as)], columns))
    .slice(0, MAX_NOTICE)
}

// A key that does nothing now stays there, dimmed and in brackets, for as long as there is room; the way to all keys always stands there.
function footerLine(keys: readonly LiveKey[], columns: number): Line {
  const offered = keys.filter(({ quiet }) => quiet !== true)
  const help = offered.filter(({ action }) => action === HELP)
  const others = offered.filter(({ action }) => action !== HELP)
  const fits = (shown: readonly LiveKey[]): boolean => lineWidth(joined([...shown, ...help])) <= columns
  if (fits(others)) return joined(offered)
  const kept = droppedUntil(
    fits,
    droppedUntil(fits, others, ({ refused }) => refused !== ''),
    () => true,
  )
  return cutLine(joined([...kept, ...help]), columns)
}

function droppedUntil(
  fits: (keys: readonly LiveKey[]) => boolean,
  keys: readonly LiveKey[],
  which: (key: LiveKey) => boolean,
): readonly LiveKey[] {
  const last = keys.findLastIndex(which)
  return fits(keys) || last === -1 ? keys : droppedUntil(fits, keys.toSpliced(last, 1), which)
}

function joined(keys: readonly LiveKey[]): Line {
  return keys.flatMap((key, index) => [...(index === 0 ? [] : [span('  ')]), ...footerPart(key)])
}

function footerPart({ keys, label, refused }: LiveKey): Line {
  const name = keyLabel(keys[0] ?? '')
  return refused === '' ? [span(name, 'accent'), span(` ${label}`)] : [span(`(${name} ${label})`, 'dim')]
}
