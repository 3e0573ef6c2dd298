import type { Json } from '../kernel/json.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { ReplayDifference, ReplayReport } from './replay-rows.ts'

const SHOWN = 160
const BEFORE = 40

export function replayText(report: ReplayReport): string {
  const { events, model_calls, tool_calls, first, ended_early } = report
  const head = `replayed ${count(events, 'event')}, ${count(model_calls, 'model call')} and ${count(tool_calls, 'tool call')} from the journal`
  if (first !== null) return [`${head}; different`, ...differenceLines(first, report.differences)].join('\n')
  return ended_early === null ? `${head}; same` : `${head}, as far as its record goes (${visibleLine(ended_early)}); same`
}

function differenceLines(first: ReplayDifference, differences: number): string[] {
  const [left, right] = around(first.recorded, first.replayed)
  const place = [first.strand, first.type, first.path].filter((part) => part !== '').join('  ')
  return [
    `first difference${differences > 1 ? ` of ${differences}` : ''}: ${visibleLine(place)}${first.seq === null ? '' : ` (event ${first.seq})`}`,
    `  recorded  ${left}`,
    `  replayed  ${right}`,
    ...(first.hint === null ? [] : [`  ${visibleLine(first.hint)}`]),
  ]
}

/** Both sides from shortly before they part. */
function around(left: Json, right: Json): [string, string] {
  const [a, b] = [textOf(left), textOf(right)]
  let from = 0
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1
  const start = Math.max(0, from - BEFORE)
  const cut = (text: string): string =>
    `${start > 0 ? '…' : ''}${visibleLine(text.slice(start, start + SHOWN))}${text.length > start + SHOWN ? '…' : ''}`
  return [cut(a), cut(b)]
}

function textOf(value: Json): string {
  if (value === null) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
