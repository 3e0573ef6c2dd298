import { formatDuration } from '../format.ts'
import type { Trace } from './trace.ts'
import { isKind, isUnsettled, type NodeOf, type TraceNode, type TraceState } from './trace-node.ts'

/** A capsule at work, waiting or ended: the newest attempt of a subtask. */
export interface CapsuleRow {
  readonly subtask_id: string
  /** Untrusted text, as all of it. */
  readonly title: string
  readonly state: TraceState
  readonly ended: boolean
  readonly agent: string
  readonly attempt: number
  readonly action: string
  readonly elapsed_ms: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** `last event 12s ago` from 10 s, `stalled 1m 15s` from 60 s; empty before, and for what waits or has ended. */
  readonly silence: string
  readonly stalled: boolean
}

const QUIET_MS = 10_000
const STALLED_MS = 60_000

/** What has begun: those at work first, then the ended ones, each in the order in which they began. */
export function capsuleRows({ root }: Trace, now: number): CapsuleRow[] {
  const begun = subtasksBelow(root).filter(({ started_at, state }) => started_at !== null && state !== 'pending')
  const sorted = begun.sort((a, b) => (a.started_at ?? 0) - (b.started_at ?? 0))
  return [...sorted.filter(isAtWork), ...sorted.filter((node) => !isAtWork(node))].map((node) => toRow(node, now))
}

function subtasksBelow(node: TraceNode): NodeOf<'subtask'>[] {
  return node.children.flatMap((child) => {
    const inside = isKind(child, 'subtask') || isKind(child, 'attempt') ? subtasksBelow(child) : []
    return isKind(child, 'subtask') ? [child, ...inside] : inside
  })
}

function isAtWork(node: TraceNode): boolean {
  return isUnsettled(node) || node.state === 'in_doubt'
}

function toRow(node: NodeOf<'subtask'>, now: number): CapsuleRow {
  const attempt = node.children.findLast((child) => child.detail.kind === 'attempt')
  const started = attempt?.started_at ?? node.started_at ?? now
  const silent_ms = node.state === 'open' ? now - (node.detail.last_event_at ?? now) : 0
  return {
    subtask_id: node.key,
    title: node.title,
    state: node.state,
    ended: !isAtWork(node),
    agent: attempt?.agent ?? node.agent ?? '',
    attempt: Number(attempt?.key ?? 0),
    action: actionOf(node, attempt),
    elapsed_ms: Math.max(0, (attempt?.ended_at ?? node.ended_at ?? now) - started),
    input_tokens: node.use.input,
    output_tokens: node.use.output,
    silence: silenceOf(silent_ms),
    stalled: silent_ms >= STALLED_MS,
  }
}

function actionOf({ detail }: NodeOf<'subtask'>, attempt: TraceNode | undefined): string {
  const last = attempt?.children.at(-1)
  if (isKind(last, 'model') && last.state === 'open' && last.detail.characters > 0) return `writes: ${last.detail.characters} characters`
  if (last !== undefined && last.state === 'waiting') return `waits for you: ${last.title}`
  return detail.last_action
}

function silenceOf(silent_ms: number): string {
  if (silent_ms < QUIET_MS) return ''
  const seconds = Math.floor(silent_ms / 1000)
  return silent_ms < STALLED_MS ? `last event ${seconds}s ago` : `stalled ${formatDuration(silent_ms)}`
}
