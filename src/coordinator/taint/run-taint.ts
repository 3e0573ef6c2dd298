import type { Taint } from '../../policy/taint-rule.ts'
import type { NewEvent, RunEvent } from '../../protocol/events.ts'

export type TaintKind = 'untrusted' | 'private'

/** What a run has read, over all its subtasks: data flows between them. It is kept as events, so that a resume knows it. */
export interface RunTaint {
  now(): Taint
  /** Told in the transaction of what brings the content, before anybody sees it. Only the first of a kind is an event. */
  mark(kind: TaintKind, source: string, place?: { readonly subtask_id: string; readonly attempt: number }): void
}

export interface RunTaintOptions {
  /** What the run has gone through before; empty for a new one. */
  readonly events: readonly RunEvent[]
  readonly emit: (event: NewEvent) => unknown
}

export function createRunTaint({ events, emit }: RunTaintOptions): RunTaint {
  const sources = taintSources(events)
  return {
    now: () => ({
      untrusted: sources.has('untrusted'),
      private: sources.has('private'),
      sources: (['untrusted', 'private'] as const).flatMap((kind) => sources.get(kind) ?? []),
    }),
    mark: (kind, source, place) => {
      if (sources.has(kind)) return
      sources.set(kind, source)
      emit({ type: 'run.tainted', ...place, data: { kind, source } })
    },
  }
}

/** The first source of each kind. */
export function taintSources(events: readonly RunEvent[]): Map<TaintKind, string> {
  const sources = new Map<TaintKind, string>()
  for (const event of events)
    if (event.type === 'run.tainted' && !sources.has(event.data.kind)) sources.set(event.data.kind, event.data.source)
  return sources
}
