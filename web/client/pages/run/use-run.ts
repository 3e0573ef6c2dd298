import { useEffect, useReducer } from 'react'
import type { RunEvent } from '../../../../src/protocol/events.ts'
import type { RunStatus } from '../../../../src/protocol/run.ts'
import { reduceRun } from '../../../../src/view/reduce-run.ts'
import { emptyRunView, type RunView } from '../../../../src/view/run-view.ts'
import { reduceTrace } from '../../../../src/view/trace/reduce-trace.ts'
import { emptyTrace, type Trace } from '../../../../src/view/trace/trace.ts'

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended'

export interface FollowedRun {
  readonly view: RunView
  readonly trace: Trace
  readonly events: readonly RunEvent[]
  readonly connection: Connection
  /** How the owner let go of it; undefined while it has one. */
  readonly end: RunStatus | undefined
}

type Action =
  | { readonly type: 'events'; readonly events: readonly RunEvent[] }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'end'; readonly status: RunStatus | undefined }

const FLUSH_MS = 40
/** So many events since the last look are a past that is being read. */
const MANY = 50
const PATIENCE_MS = 3000
const PARKED_LOOK_MS = 2000

/** A run, live, by one event stream: from its first event on, without a gap or a double. */
export function useRun(run_id: string): FollowedRun {
  const [state, dispatch] = useReducer(step, run_id, emptyRun)
  useEffect(() => follow(run_id, dispatch), [run_id])
  return state
}

function emptyRun(run_id: string): FollowedRun {
  return { view: emptyRunView(run_id), trace: emptyTrace(run_id), events: [], connection: 'connecting', end: undefined }
}

function step(state: FollowedRun, action: Action): FollowedRun {
  switch (action.type) {
    case 'events': {
      // Events that came twice (a reconnect, two effects in a row) are known by their number.
      const fresh = action.events.filter((event) => event.seq > state.view.last_seq)
      if (fresh.length === 0) return state
      const end = fresh.some((event) => event.type === 'run.resumed') ? undefined : state.end
      const trace = fresh.reduce(reduceTrace, state.trace)
      return { ...state, view: fresh.reduce(reduceRun, state.view), trace, events: [...state.events, ...fresh], end }
    }
    case 'connection':
      return { ...state, connection: action.connection }
    case 'end':
      return { ...state, connection: action.status === undefined ? 'reconnecting' : 'ended', end: action.status ?? state.end }
    default:
      return action satisfies never
  }
}

/** Opens the stream and opens it again as long as the run can go on: another process may resume a parked one. */
function follow(run_id: string, dispatch: (action: Action) => void): () => void {
  let source: EventSource | undefined
  let waiting: RunEvent[] = []
  let last = 0
  let again: ReturnType<typeof setTimeout> | undefined
  let seen = 0
  let told = performance.now()
  const flush = (): void => {
    if (waiting.length === 0) return
    dispatch({ type: 'events', events: waiting })
    waiting = []
    told = performance.now()
  }
  // What is long past comes all at once: it is told once it has come, not piece by piece.
  const look = (): void => {
    const comesIn = waiting.length - seen > MANY
    seen = waiting.length
    if (!comesIn || performance.now() - told > PATIENCE_MS) flush()
  }
  const timer = setInterval(look, FLUSH_MS)
  function open(): void {
    source = new EventSource(`/api/runs/${run_id}/events?after=${last}`)
    source.onopen = () => dispatch({ type: 'connection', connection: 'live' })
    source.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as RunEvent
      last = event.seq
      waiting.push(event)
    }
    source.onerror = () => {
      dispatch({ type: 'connection', connection: 'reconnecting' })
      // A refused stream (the server was started again: no session) is not tried again by the browser.
      if (source?.readyState === EventSource.CLOSED) reopen()
    }
    source.addEventListener('end', (message: MessageEvent<string>) => {
      const { status } = JSON.parse(message.data) as { status: RunStatus | null }
      flush()
      dispatch({ type: 'end', status: status ?? undefined })
      reopen()
    })
  }
  function reopen(): void {
    source?.close()
    again = setTimeout(open, PARKED_LOOK_MS)
  }
  open()
  return () => {
    clearInterval(timer)
    clearTimeout(again)
    source?.close()
  }
}
