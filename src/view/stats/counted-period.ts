import type { RunStatus } from '../../protocol/run.ts'
import type { ModelCount } from './stats-figures.ts'

/** What was counted in a period; `bucket` is its piece, from 0. */
export interface CountedPeriod {
  readonly started: readonly { readonly bucket: number; readonly runs: number }[]
  readonly ended: readonly { readonly status: RunStatus; readonly created_at: number; readonly ended_at: number }[]
  readonly codes: readonly { readonly code: string; readonly runs: number; readonly at: number; readonly run_id: string }[]
  readonly models: readonly (ModelCount & { readonly bucket: number })[]
  readonly tools: readonly ToolCount[]
  readonly agents: readonly AgentCount[]
  readonly stages: readonly { readonly type: string; readonly verdict: string | null; readonly events: number }[]
  readonly asked: readonly { readonly bucket: number; readonly asked: number }[]
  readonly answered: readonly { readonly created_at: number; readonly decided_at: number }[]
}

/** Calls of one tool with one outcome; `run_id` is the newest of them. */
export interface ToolCount {
  readonly bucket: number
  readonly tool: string
  readonly ok: 0 | 1
  readonly code: string | null
  readonly calls: number
  readonly at: number
  readonly run_id: string
}

export interface AgentCount {
  readonly agent_id: string
  readonly status: 'succeeded' | 'failed'
  readonly code: string | null
  readonly attempts: number
  readonly at: number
  readonly run_id: string
}
