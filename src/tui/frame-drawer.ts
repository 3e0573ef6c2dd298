import { createElement } from 'react'
import type { Frame } from '../view/menu/layout/lay-out-frame.ts'
import type { Paint } from '../view/paint.ts'
import { FrameLines } from './frame-lines.tsx'
import { renderFrames } from './render-frames.ts'
import { createScreenPainter, type PainterTerminal } from './screen-painter.ts'

export interface FrameDrawer {
  draw(frame: Frame): void
  /** What is on the screen is not known any more: the next frame is drawn whole. */
  forget(): void
  close(): void
}

/** Frames on a terminal. One that stands there already costs nothing: a menu that is left open is told the same once a second. */
export async function createFrameDrawer(terminal: PainterTerminal, paint: Paint): Promise<FrameDrawer> {
  const painter = createScreenPainter(terminal)
  let cursor: Frame['cursor'] = null
  let drawn = ''
  const frames = await renderFrames({ columns: terminal.columns, onFrame: (frame) => painter.paint(frame, cursor) })
  return {
    draw: (frame) => {
      const now = JSON.stringify([frame.lines, frame.cursor])
      if (now === drawn) return
      drawn = now
      cursor = frame.cursor
      frames.show(createElement(FrameLines, { lines: frame.lines, paint }))
    },
    forget: () => {
      drawn = ''
      painter.forget()
    },
    close: frames.close,
  }
}
