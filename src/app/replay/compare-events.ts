import { canonicalJson, isJsonObject, type Json } from '../../kernel/json.ts'
import type { RunEvent } from '../../protocol/events.ts'
import type { ReplayDifference } from '../../view/replay-rows.ts'
import { type ComparableEvent, comparableEvents } from './comparable-events.ts'

export interface EventComparison {
  /** Compared and the same. */
  readonly same: number
  readonly differences: number
  readonly first: ReplayDifference | null
}

/** Compares strand by strand. Of a replay that was ended early (`partly`), what it did not come to is no difference. */
export function compareEvents(
  recorded: readonly RunEvent[],
  replayed: readonly RunEvent[],
  { partly }: { readonly partly: boolean },
): EventComparison {
  const isFork = recorded.some((event) => event.type === 'run.forked')
  // What a fork took over was credited where it happened.
  const compared = (events: readonly RunEvent[]): readonly RunEvent[] =>
    events.filter((event) => !(partly && isEnd(event)) && !(isFork && event.type === 'agent.credited'))
  const [then, now] = [byStrand(compared(recorded)), byStrand(compared(replayed))]
  const differences: (ReplayDifference & { readonly place: number })[] = []
  let same = 0
  for (const strand of new Set([...then.keys(), ...now.keys()])) {
    const [left = [], right = []] = [then.get(strand), now.get(strand)]
    const length = partly ? Math.min(left.length, right.length) : Math.max(left.length, right.length)
    for (let i = 0; i < length; i += 1) {
      const difference = differenceOf(strand, left[i], right[i])
      if (difference === undefined) same += 1
      else {
        differences.push({ ...difference, place: left[i]?.event.seq ?? Number.MAX_SAFE_INTEGER })
        break
      }
    }
  }
  const [first] = differences.sort((a, b) => a.place - b.place)
  return { same, differences: differences.length, first: first ? withoutPlace(first) : null }
}

// A replay that is ended early ends in its own way.
function isEnd({ type }: RunEvent): boolean {
  return type === 'run.ended' || type === 'run.waiting' || type === 'agent.credited'
}

function byStrand(events: readonly RunEvent[]): Map<string, ComparableEvent[]> {
  const strands = new Map<string, ComparableEvent[]>()
  for (const item of comparableEvents(events)) strands.set(item.strand, [...(strands.get(item.strand) ?? []), item])
  return strands
}

function differenceOf(strand: string, left: ComparableEvent | undefined, right: ComparableEvent | undefined): ReplayDifference | undefined {
  if (left !== undefined && right !== undefined && canonicalJson(left.told) === canonicalJson(right.told)) return undefined
  const shared = left?.event.type === right?.event.type ? firstPath(left?.told ?? null, right?.told ?? null, '') : undefined
  const { subtask_id = null, attempt = null, type = '' } = left?.event ?? right?.event ?? {}
  return {
    strand,
    type,
    subtask_id,
    attempt,
    seq: left?.event.seq ?? null,
    path: shared?.path ?? '',
    recorded: shared ? shared.left : (left?.told ?? null),
    replayed: shared ? shared.right : (right?.told ?? null),
    hint: null,
  }
}

function firstPath(left: Json, right: Json, path: string): { path: string; left: Json; right: Json } | undefined {
  if (canonicalJson(left) === canonicalJson(right)) return undefined
  const [a, b] = [membersOf(left), membersOf(right)]
  if (a === undefined || b === undefined) return { path, left, right }
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const found = firstPath(a.get(key) ?? null, b.get(key) ?? null, path === '' ? key : `${path}.${key}`)
    if (found) return found
  }
  return { path, left, right }
}

function membersOf(value: Json): Map<string, Json> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item, i) => [String(i), item]))
  return isJsonObject(value) ? new Map(Object.entries(value)) : undefined
}

function withoutPlace({ place: _, ...difference }: ReplayDifference & { readonly place: number }): ReplayDifference {
  return difference
}
