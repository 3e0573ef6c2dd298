import type { Clock } from '../kernel/clock.ts'

export interface TextStream {
  push(piece: string): void
  /** What comes next begins anew: after a retry. */
  restart(): void
  /** The answer is there: tells the rest of a text whose beginning was told. */
  finish(): void
  /** Nothing more is told. */
  stop(): void
}

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 2000
const PAUSE_GROWTH = 1.15
const MAX_PIECE = 2000

/**
 * Gathers the pieces of a growing answer: four a second at first and fewer later, so that a slow, long answer makes no flood of events, and at most
 * 2000 characters each. An answer that is there before the first pause is over is not told in pieces at all.
 */
export function streamText(clock: Pick<Clock, 'monotonic'>, tell: (text: string) => void): TextStream {
  let waiting = ''
  let told = false
  let pause = FIRST_PAUSE_MS
  let due = clock.monotonic() + pause
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    disarm()
    for (const piece of piecesOf(waiting)) tell(piece)
    told ||= waiting !== ''
    waiting = ''
    pause = Math.min(LONGEST_PAUSE_MS, pause * PAUSE_GROWTH)
    due = clock.monotonic() + pause
  }
  // Must not throw out of a timer: a run that has changed hands hears of it at its next own event.
  function flushLate(): void {
    try {
      flush()
    } catch {
      stop()
    }
  }
  function disarm(): void {
    clearTimeout(timer)
    timer = undefined
  }
  function stop(): void {
    disarm()
    waiting = ''
    told = false
  }
  return {
    push: (piece) => {
      waiting += piece
      if (waiting === '') return
      const left = due - clock.monotonic()
      if (left <= 0 || waiting.length >= MAX_PIECE) flushLate()
      else timer ??= setTimeout(flushLate, left)
    },
    restart: stop,
    finish: () => (told ? flush() : stop()),
    stop,
  }
}

// Not through the middle of a letter that is two UTF-16 units.
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = isHighSurrogate(text.charCodeAt(at + MAX_PIECE - 1)) ? at + MAX_PIECE - 1 : at + MAX_PIECE
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
