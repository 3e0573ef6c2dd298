import type { TraceDetail } from './trace-detail.ts'

/** `stopped`: nobody works at it any more and nobody said how it ended; a resume may go on with it. */
export type TraceState = 'pending' | 'open' | 'waiting' | 'in_doubt' | 'done' | 'failed' | 'denied' | 'skipped' | 'stopped'

/** What the model calls of a part of the run took; replayed ones were paid elsewhere and are not counted. */
export interface TokenUse {
  readonly calls: number
  readonly input: number
  readonly output: number
  readonly cached: number
  /** US dollars; null when a price is not known. */
  readonly cost_usd: number | null
}

/** A part of a run: the run itself, a plan, a subtask, an attempt, or one step of it. Times are milliseconds since 1970. All text is untrusted. */
export interface TraceNode {
  /** Unique among its siblings, and the same however much of the log has been read. */
  readonly key: string
  /** As `claw fork --from` takes it; null where a fork cannot begin. */
  readonly address: string | null
  readonly title: string
  readonly agent: string | null
  readonly state: TraceState
  readonly started_at: number | null
  readonly ended_at: number | null
  /** Of this part and everything below it. */
  readonly use: TokenUse
  readonly detail: TraceDetail
  readonly children: readonly TraceNode[]
}

export type NodeOf<K extends TraceDetail['kind']> = TraceNode & { readonly detail: Extract<TraceDetail, { kind: K }> }

export const NO_USE: TokenUse = { calls: 0, input: 0, output: 0, cached: 0, cost_usd: 0 }

export function newNode(fields: Pick<TraceNode, 'key' | 'title' | 'detail'> & Partial<TraceNode>): TraceNode {
  return { address: null, agent: null, state: 'open', started_at: null, ended_at: null, use: NO_USE, children: [], ...fields }
}

export function isKind<K extends TraceDetail['kind']>(node: TraceNode | undefined, kind: K): node is NodeOf<K> {
  return node?.detail.kind === kind
}

/** It goes on, or waits for somebody. */
export function isUnsettled({ state }: TraceNode): boolean {
  return state === 'open' || state === 'waiting'
}
