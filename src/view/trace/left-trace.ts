import { settleOpen } from './settle-open.ts'
import type { Trace } from './trace.ts'

/** Its owner was killed and could say nothing: what is open in the log was stopped. */
export function leftTrace(trace: Trace): Trace {
  const { root, last_event_at } = trace
  if (root.state !== 'open') return trace
  const at = last_event_at ?? root.started_at ?? 0
  return { ...trace, root: { ...settleOpen(root, at), state: 'stopped', ended_at: at } }
}
