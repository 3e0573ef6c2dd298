import { RUN_STAGES, type RunStage } from './run-stage.ts'
import type { StageHealth } from './stats-rows.ts'

/** What the stages of a period told of themselves. */
export interface StageCounts {
  readonly stages: readonly { readonly type: string; readonly verdict: string | null; readonly events: number }[]
  readonly agents: readonly { readonly status: 'succeeded' | 'failed'; readonly attempts: number }[]
  readonly codes: readonly { readonly code: string; readonly runs: number }[]
}

/** Errors of a run that belong to a stage whose failure leaves no event of its own. */
const CODES: Readonly<Partial<Record<RunStage, readonly string[]>>> = {
  ingest: ['EMBEDDER_MISSING', 'EMBEDDER_FAILED'],
  plan: ['NO_MODEL', 'PLAN_INVALID'],
  route: ['AGENT_CREATION_DENIED', 'AGENT_LIMIT', 'AGENT_DISABLED', 'AGENT_INVALID', 'AGENT_CHANGED'],
}

/** All six, in their order. */
export function stageHealth({ stages, agents, codes }: StageCounts): readonly StageHealth[] {
  const events = (type: string, verdict?: string): number =>
    sum(stages.filter((row) => row.type === type && (verdict === undefined || row.verdict === verdict)).map((row) => row.events))
  const attempts = (status: 'succeeded' | 'failed'): number => sum(agents.filter((row) => row.status === status).map((row) => row.attempts))
  const coded = (stage: RunStage): number => sum(codes.filter(({ code }) => CODES[stage]?.includes(code)).map(({ runs }) => runs))
  const counts: Readonly<Record<RunStage, Omit<StageHealth, 'stage'>>> = {
    ingest: { ok: events('task.ingested'), failed: coded('ingest') },
    plan: { ok: events('plan.created'), failed: Math.max(events('plan.rejected'), coded('plan')) },
    route: { ok: events('route.decided'), failed: coded('route') },
    execute: { ok: attempts('succeeded'), failed: attempts('failed') },
    check: { ok: events('subtask.judged', 'met'), failed: events('subtask.judged', 'not_met') },
    synthesise: { ok: events('synthesis.finished'), failed: coded('synthesise') },
  }
  return RUN_STAGES.map((stage) => ({ stage, ...counts[stage] }))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
