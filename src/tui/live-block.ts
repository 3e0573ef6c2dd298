import { createElement } from 'react'
import type { WatchedRun } from '../app/app-port.ts'
import { cutLine } from '../view/menu/cut-line.ts'
import { type Line, line, span } from '../view/menu/span.ts'
import { openCallLine } from '../view/open-calls.ts'
import type { Paint } from '../view/paint.ts'
import { reduceRun } from '../view/reduce-run.ts'
import { emptyRunView, type RunView } from '../view/run-view.ts'
import { capsuleLines } from '../view/trace/capsule-lines.ts'
import { capsuleRows } from '../view/trace/capsule-rows.ts'
import { reduceTrace } from '../view/trace/reduce-trace.ts'
import { emptyTrace } from '../view/trace/trace.ts'
import { FrameLines } from './frame-lines.tsx'
import { renderFrames } from './render-frames.ts'

export interface LiveBlockPorts {
  readonly size: () => { readonly columns: number; readonly rows: number }
  readonly now: () => number
  readonly paint: Paint
  /** Puts the lines of a frame in the place of the last ones. */
  readonly show: (frame: string) => void
}

const FRAME_MS = 100
/** Elapsed times and silence are drawn anew. */
const TICK_MS = 1000
/** The terminal itself writes `^C` behind the last line: it must not go on in the next row, which nobody would erase. */
const ECHO_COLUMNS = 3
/** More capsules than that are counted. */
const MAX_LINES = 12
/** The frame stays lower than the terminal, and what was said last stays in sight. */
const LEFT_FREE = 2

/** The run screen's lines of capsules at work, for a run that is drawn below the progress of `claw run`. */
export async function openLiveBlock(run: WatchedRun, { size, now, paint, show }: LiveBlockPorts): Promise<{ close(): void }> {
  let view = emptyRunView(run.run_id)
  let trace = emptyTrace(run.run_id)
  let planned: NodeJS.Timeout | undefined
  const columns = (): number => Math.max(1, size().columns - ECHO_COLUMNS)
  const frames = await renderFrames({ columns, onFrame: show })
  const draw = (): void => {
    planned = undefined
    const most = Math.max(1, Math.min(MAX_LINES, size().rows - LEFT_FREE))
    const lines = capped([...atWork(now(), columns()), ...writing(view, columns())], most, columns())
    if (lines.length === 0) show('')
    else frames.show(createElement(FrameLines, { lines, paint }))
  }
  const atWork = (at: number, wide: number): Line[] =>
    capsuleLines(
      capsuleRows(trace, at).filter(({ state }) => state === 'open' || state === 'waiting'),
      wide,
    )
  const unsubscribe = run.subscribe((event) => {
    view = reduceRun(view, event)
    trace = reduceTrace(trace, event)
    planned ??= setTimeout(draw, FRAME_MS)
  })
  const ticks = setInterval(draw, TICK_MS)
  return {
    close: () => {
      unsubscribe()
      clearInterval(ticks)
      clearTimeout(planned)
      frames.close()
    },
  }
}

function writing(view: RunView, columns: number): Line[] {
  const nameOf = (id: string): string => view.subtasks.find((subtask) => subtask.id === id)?.agent_id ?? id
  const text = openCallLine(view.open_calls, nameOf, columns)
  return text === '' ? [] : [line(span(text, 'dim'))]
}

function capped(lines: readonly Line[], most: number, columns: number): readonly Line[] {
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), cutLine(line(span(`and ${lines.length - most + 1} more`, 'dim')), columns)]
}
