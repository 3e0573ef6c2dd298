import { isoTime } from '../kernel/clock.ts'
import type { RunStatus, WaitingReason } from '../protocol/run.ts'
import type { Connection } from './connection.ts'
import { FIGURE_SQL } from './sql/figure-sql.ts'
import { prepareStatements } from './statements.ts'

/** From `since` up to but without `until`, in pieces of `bucket_ms`. Milliseconds since 1970. */
export interface Period {
  readonly since: number
  readonly until: number
  readonly bucket_ms: number
}

/** What happened in a period, counted; nothing of it is shaped for a face. `bucket` counts from 0. Replayed calls were paid elsewhere and are left out. */
export interface PeriodFigures {
  readonly started: readonly { readonly bucket: number; readonly runs: number }[]
  /** Runs that their owners let go of for good, or until a resume. */
  readonly ended: readonly { readonly status: RunStatus; readonly created_at: number; readonly ended_at: number }[]
  readonly codes: readonly { readonly code: string; readonly runs: number; readonly at: number; readonly run_id: string }[]
  readonly models: readonly ModelFigures[]
  readonly tools: readonly ToolFigures[]
  readonly agents: readonly AgentFigures[]
  readonly stages: readonly { readonly type: string; readonly verdict: string | null; readonly events: number }[]
  readonly asked: readonly { readonly bucket: number; readonly asked: number }[]
  readonly answered: readonly { readonly created_at: number; readonly decided_at: number }[]
}

export interface ModelFigures {
  readonly bucket: number
  readonly calls: number
  readonly failed: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** US dollars of the calls whose price is known. */
  readonly cost_usd: number
  /** Calls that were paid at a price that is not known. */
  readonly unpriced: number
}

/** Calls of one tool with one outcome; `run_id` is the newest of them. */
export interface ToolFigures {
  readonly bucket: number
  readonly tool: string
  readonly ok: 0 | 1
  readonly code: string | null
  readonly calls: number
  readonly at: number
  readonly run_id: string
}

export interface AgentFigures {
  readonly agent_id: string
  readonly status: 'succeeded' | 'failed'
  readonly code: string | null
  readonly attempts: number
  readonly at: number
  readonly run_id: string
}

/** A run that has not ended. */
export interface OpenRunFigures {
  readonly run_id: string
  readonly task: string
  readonly status: RunStatus
  readonly waiting_reason: WaitingReason | null
  readonly owner_pid: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly last_event_at: number | null
}

export interface FigureStore {
  period(period: Period): PeriodFigures
  /** Newest first. */
  open(limit: number): readonly OpenRunFigures[]
  /** When the first run was started; undefined: there is none. */
  first(): number | undefined
}

export function createFigureStore({ connection }: { readonly connection: Connection }): FigureStore {
  const sql = prepareStatements(connection, FIGURE_SQL)
  return {
    period: ({ since, until, bucket_ms }) => {
      const times = { since, until }
      const pieces = { ...times, bucket_ms }
      const texts = { since_at: isoTime(since), until_at: isoTime(until) }
      return {
        started: sql.started.all(pieces),
        ended: sql.ended.all(times),
        codes: sql.codes.all(times),
        models: sql.models.all({ since, bucket_ms, ...texts }),
        tools: sql.tools.all({ since, bucket_ms, ...texts }),
        agents: sql.agents.all(times),
        stages: sql.stages.all(texts),
        asked: sql.asked.all(pieces),
        answered: sql.answered.all(times),
      }
    },
    open: (limit) => sql.open.all({ limit }),
    first: () => sql.first.get<{ at: number | null }>()?.at ?? undefined,
  }
}
