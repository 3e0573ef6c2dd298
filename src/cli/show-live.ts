import type { WatchedRun } from '../app/app-port.ts'
import type { CommandContext } from './command-context.ts'
import type { ProgressGate } from './progress-gate.ts'

export interface LiveLines {
  /** Takes the lines away. Idempotent. */
  close(): void
}

/** A run that ends sooner is over before anybody could read them, and never loads what draws them. */
const AFTER_MS = 400
const DEFAULT = { columns: 80, rows: 24 }

/** The capsules at work in lines below the progress, where a terminal can be drawn over; nothing elsewhere. */
export function showLive(run: WatchedRun, { redraw, host, paintErr }: CommandContext, gate?: ProgressGate): LiveLines {
  if (!redraw) return { close: () => undefined }
  let closed = false
  let close: () => void = () => undefined
  const open = async (): Promise<void> => {
    const { openLiveBlock } = await import('../tui/live-block.ts')
    if (closed) return
    const { columns, rows } = DEFAULT
    const block = await openLiveBlock(run, {
      size: () => ({ columns: host.streams.columns ?? columns, rows: host.streams.rows ?? rows }),
      now: host.now,
      paint: paintErr,
      // While somebody is asked, the question has the screen to itself.
      show: (lines) => host.out.status(gate?.isOpen() === true ? '' : lines),
    })
    if (closed) block.close()
    close = block.close
  }
  const timer = setTimeout(() => void open(), AFTER_MS)
  return {
    close: () => {
      if (closed) return
      closed = true
      clearTimeout(timer)
      close()
      host.out.status('')
    },
  }
}
