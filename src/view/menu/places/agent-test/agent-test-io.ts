import type { RunEvent } from '../../../../protocol/events.ts'
import type { HandshakeRow } from '../../../agent-test-text.ts'
import type { TestedAgent } from '../../../tested-agent.ts'

export type AgentTestEffect =
  /** For real, as a run with this agent does it. */
  | { readonly do: 'try'; readonly agent_id: string; readonly task: string }
  /** Only whether its program speaks the protocol. */
  | { readonly do: 'handshake'; readonly agent_id: string }
  | { readonly do: 'stop'; readonly run_id: string }

export type AgentTestData =
  | { readonly type: 'started'; readonly run_id: string }
  | { readonly type: 'event'; readonly event: RunEvent }
  | { readonly type: 'tested'; readonly tested: TestedAgent }
  | { readonly type: 'shaken'; readonly row: HandshakeRow }
  | { readonly type: 'failed' }
