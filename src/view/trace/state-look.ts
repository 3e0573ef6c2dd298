import { type Meaning, type Span, span } from '../menu/span.ts'
import type { TraceState } from './trace-node.ts'

/** How a state is shown: a mark and a word, so that colour is never the only sign. */
export interface StateLook {
  readonly mark: string
  readonly word: string
  readonly as: Meaning
}

export const STATE_LOOKS = {
  pending: { mark: '·', word: 'pending', as: 'dim' },
  open: { mark: '●', word: 'running', as: 'accent' },
  waiting: { mark: '?', word: 'waiting', as: 'warn' },
  in_doubt: { mark: '!', word: 'in doubt', as: 'warn' },
  done: { mark: '✓', word: 'done', as: 'good' },
  failed: { mark: '✗', word: 'failed', as: 'bad' },
  denied: { mark: '✗', word: 'denied', as: 'bad' },
  skipped: { mark: '-', word: 'skipped', as: 'dim' },
  stopped: { mark: '■', word: 'stopped', as: 'warn' },
} as const satisfies Record<TraceState, StateLook>

export function stateMark(state: TraceState): Span {
  return span(STATE_LOOKS[state].mark, STATE_LOOKS[state].as)
}

export function stateWord(state: TraceState): Span {
  return span(STATE_LOOKS[state].word, STATE_LOOKS[state].as)
}
