import type { Redactor } from '../kernel/redact.ts'

export interface MaskedStream {
  push(piece: string): void
  /** The text begins anew. */
  restart(): void
  /** Nothing follows: tells what was held back. */
  end(): void
}

/** Tells a growing text with its secrets masked, those too that come in several pieces: what may be the beginning of one is held back. */
export function createMaskedStream(redactor: Pick<Redactor, 'text' | 'settled'>, tell: (piece: string) => void): MaskedStream {
  let held = ''
  function release(length: number): void {
    if (length === 0) return
    tell(redactor.text(held.slice(0, length)))
    held = held.slice(length)
  }
  return {
    push: (piece) => {
      held += piece
      release(redactor.settled(held))
    },
    restart: () => {
      held = ''
    },
    end: () => release(held.length),
  }
}
