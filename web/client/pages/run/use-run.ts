import { useMemo } from 'react'
import type { RunEvent } from '../../../../src/protocol/events.ts'
import type { RunStatus } from '../../../../src/protocol/run.ts'
import type { RunView } from '../../../../src/view/run-view.ts'
import { emptyTrace, type Trace } from '../../../../src/view/trace/trace.ts'
import type { ConnectionState } from '../../live/connection-state.ts'
import { useConnection } from '../../live/use-connection.ts'
import { useRunTrace } from '../../live/use-run.ts'

export type Connection = ConnectionState | 'ended'

export interface FollowedRun {
  /** What has happened is not all there yet: nothing of it is shown. */
  readonly isLoading: boolean
  readonly view: RunView
  readonly trace: Trace
  readonly events: readonly RunEvent[]
  readonly connection: Connection
  /** How the owner let go of it; undefined while it has one. */
  readonly end: RunStatus | undefined
}

/** A run, live, with every step of it, and how fresh it is. */
export function useRun(run_id: string): FollowedRun {
  const { phase, view, trace, events, count, end } = useRunTrace(run_id)
  const connection = useConnection()
  const known = useMemo(() => events.slice(0, count), [events, count])
  const nothing = useMemo(() => emptyTrace(run_id), [run_id])
  const isOver = end !== undefined && connection === 'live'
  return { isLoading: phase === 'loading', view, trace: trace ?? nothing, events: known, connection: isOver ? 'ended' : connection, end }
}
