import type { PolicyStep } from './policy-step.ts'

/** What a run has read so far: content from outside that may hold instructions, and data of the person that must not leave unasked. */
export interface Taint {
  readonly untrusted: boolean
  readonly private: boolean
  /** Where the first of each came from, in words. */
  readonly sources: readonly string[]
}

export const UNTAINTED: Taint = { untrusted: false, private: false, sources: [] }

export interface TaintedCall {
  readonly taint: Taint
  /** More would leave this machine than what the person has typed. */
  readonly sends_data: boolean
}

/** RELIABILITY 19: whoever may have been told what to do by a stranger, and has seen what is private, sends nothing out unasked. */
export function taintRule({ taint, sends_data }: TaintedCall): PolicyStep | undefined {
  if (!taint.untrusted || !taint.private || !sends_data) return undefined
  const read = taint.sources.length === 0 ? 'content from outside and private data' : taint.sources.join(' and ')
  return {
    decision: 'ask',
    rule: 'taint.exfiltration',
    origin: 'standing',
    reason: `the run has read ${read}: this call could carry private data to whoever wrote the content`,
  }
}
