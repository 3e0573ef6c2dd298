import type { Trace } from '../trace/trace.ts'
import { elapsedOf, type TreeRow } from '../trace/tree-rows.ts'

/** A stretch of a run, in milliseconds since it began. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** A bar of the timeline; null: it has not begun. */
export interface TimelineBar extends TimeWindow {
  readonly open: boolean
}

/** Where a bar lies in what is shown, in hundredths; undefined: outside. */
export interface BarPlace {
  readonly left: number
  readonly width: number
}

const LEAST_MS = 5
const LEAST_WIDTH = 0.15

export function wholeRun({ root }: Trace, now: number): TimeWindow {
  return { from: 0, to: Math.max(LEAST_MS, elapsedOf(root, now)) }
}

export function timelineBar({ node }: Pick<TreeRow, 'node'>, start: number, now: number): TimelineBar | null {
  if (node.started_at === null) return null
  const from = Math.max(0, node.started_at - start)
  return { from, to: from + elapsedOf(node, now), open: node.ended_at === null }
}

export function placeIn({ from, to }: TimeWindow, shown: TimeWindow): BarPlace | undefined {
  if (to < shown.from || from > shown.to) return undefined
  const whole = shown.to - shown.from
  const left = (Math.max(0, from - shown.from) / whole) * 100
  const end = (Math.min(to, shown.to) - shown.from) / whole
  return { left: Math.min(left, 100 - LEAST_WIDTH), width: Math.max(LEAST_WIDTH, end * 100 - left) }
}

/** Closer or further around a moment, never beyond the run. */
export function zoomed({ from, to }: TimeWindow, whole: TimeWindow, by: { readonly factor: number; readonly around?: number }): TimeWindow {
  const width = Math.min(whole.to - whole.from, Math.max(LEAST_MS, (to - from) / by.factor))
  const around = by.around ?? (from + to) / 2
  const share = (around - from) / Math.max(1, to - from)
  return moved({ from: around - width * share, to: around + width * (1 - share) }, whole, 0)
}

/** Earlier or later by a part of what is shown. */
export function moved({ from, to }: TimeWindow, whole: TimeWindow, part: number): TimeWindow {
  const width = Math.min(to - from, whole.to - whole.from)
  const wanted = from + width * part
  const begin = Math.min(Math.max(whole.from, wanted), whole.to - width)
  return { from: begin, to: begin + width }
}

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
]

/** Round moments for the scale, at most `count`. */
export function ticksIn({ from, to }: TimeWindow, count: number): number[] {
  const step = STEPS.find((one) => (to - from) / one <= count) ?? Math.ceil((to - from) / count)
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, n) => first + n * step)
}
