import type { GrantMatch, GrantOffer } from '../../protocol/approval.ts'
import { type GrantSubject, readMethod, simpleWords, touchedPath } from './grant-subject.ts'

export interface OfferOptions {
  readonly window_ms: number
  /** It asks because it costs money: each such call is a decision of its own. */
  readonly paid: boolean
  /** It asks because of what the run has read: only the very same call is as harmless as this one. */
  readonly exactOnly: boolean
}

/** The narrowest grant that still serves: the path of a file operation, the host of a read, the words of a command, else the very arguments. */
export function offerGrant(call: GrantSubject, { window_ms, paid, exactOnly }: OfferOptions): GrantOffer {
  const match = paid || exactOnly ? exactly(call) : matchOf(call)
  const reason = paid ? 'it costs money each time, so it is asked each time' : ''
  return { match, always: !paid, reason, window_ms, sandboxed: call.sandboxed }
}

function matchOf(call: GrantSubject): GrantMatch {
  const { tool } = call
  const touched = touchedPath(call)
  if (touched) return { by: 'path', tool, ...touched }
  const method = readMethod(call)
  if (method !== null && call.host !== null) return { by: 'host', tool, host: call.host, method }
  const words = simpleWords(call)
  if (words) return { by: 'command', tool, words: [...words] }
  return exactly(call)
}

export function exactly({ tool, args_hash }: Pick<GrantSubject, 'tool' | 'args_hash'>): GrantMatch {
  return { by: 'arguments', tool, args_hash }
}
