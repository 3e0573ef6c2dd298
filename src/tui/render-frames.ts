import { EventEmitter } from 'node:events'
import { render } from 'ink'
import type { ReactElement } from 'react'
import { inkReady } from './ink-ready.ts'

export interface Frames {
  /** Renders it; `onFrame` has been called with the new frame when this returns, if it differs. */
  show(element: ReactElement): void
  close(): void
}

export interface FrameOptions {
  readonly columns: () => number
  /** The lines of a whole frame, joined by newlines, without one at the end. */
  readonly onFrame: (frame: string) => void
}

/**
 * Ink as a maker of frames: what it lays out is handed over whole, and who asked for it puts it on the terminal. Ink's own writer (6.8) erases and
 * repeats every line of a frame, and clears the scrollback when one reaches the terminal's height (docs/decisions/0012).
 */
export async function renderFrames({ columns, onFrame }: FrameOptions): Promise<Frames> {
  await inkReady()
  const stdout = Object.assign(new EventEmitter(), { write: frameWriter(onFrame), isTTY: false })
  Object.defineProperty(stdout, 'columns', { get: columns })
  const stream = stdout as unknown as NodeJS.WriteStream
  const options = { stdout: stream, stderr: stream, stdin: noInput(), debug: true, exitOnCtrlC: false, patchConsole: false }
  let shown: ReturnType<typeof render> | undefined
  return {
    show: (element) => {
      if (shown === undefined) shown = render(element, options)
      else shown.rerender(element)
    },
    close: () => {
      shown?.unmount()
      shown?.cleanup()
      shown = undefined
    },
  }
}

// Ink also writes empty texts, to learn when its stream has drained.
function frameWriter(onFrame: (frame: string) => void) {
  return (text: string, done?: () => void): boolean => {
    if (text !== '') onFrame(text)
    done?.()
    return true
  }
}

/** Keys are read by src/tui/read-keys.ts. */
function noInput(): NodeJS.ReadStream {
  const silent = { isTTY: false, setEncoding: () => undefined, ref: () => undefined, unref: () => undefined, read: () => null }
  return Object.assign(new EventEmitter(), silent) as unknown as NodeJS.ReadStream
}
