import { cutLine } from '../cut-line.ts'
import { keyLabel } from '../key-label.ts'
import type { LiveKey } from '../key-row.ts'
import { lineWidth } from '../line-width.ts'
import type { Notice } from '../screen.ts'
import type { Block, Shown } from '../screen-view.ts'
import { type Line, line, type Span, span } from '../span.ts'
import { wrapLine } from '../wrap-line.ts'
import { layOutBlocks } from './lay-out-blocks.ts'

export interface FrameParts {
  /** From the first place to this one. */
  readonly titles: readonly string[]
  /** At the right of the first line: engine, counts. */
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

function headerLine({ titles, facts }: FrameParts, columns: number): Line {
  const way = titles.flatMap((title, index) => [
    ...(index === 0 ? [] : [span(' > ', 'dim')]),
    span(title, index === titles.length - 1 ? 'strong' : 'dim'),
  ])
  const left = [span('claw ', 'accent'), ...way]
  const free = columns - lineWidth(left) - lineWidth(facts)
  if (free < 2) return cutLine(left, columns)
  return [...left, span(' '.repeat(free)), ...facts]
}

function noticeLines(notice: Notice | null, columns: number): Line[] {
  if (notice === null) return []
  const mark = notice.as === 'good' ? '' : notice.as === 'warn' ? 'note: ' : 'error: '
  return `${mark}${notice.text}`
    .split('\n')
    .flatMap((text) => wrapLine([span(text, notice.as)], columns))
    .slice(0, MAX_NOTICE)
}

// A key that does nothing now stays there, dimmed and in brackets.
function footerLine(keys: readonly LiveKey[], columns: number): Line {
  const parts = keys.filter(({ quiet }) => quiet !== true).map(footerPart)
  const kept: Span[] = []
  for (const part of parts) {
    const more = kept.length === 0 ? part : [span('  '), ...part]
    if (lineWidth([...kept, ...more]) > columns) break
    kept.push(...more)
  }
  return kept
}

function footerPart({ keys, label, refused }: LiveKey): Line {
  const name = keyLabel(keys[0] ?? '')
  return refused === '' ? [span(name, 'accent'), span(` ${label}`)] : [span(`(${name} ${label})`, 'dim')]
}
