const field = (path: string): string => `json_extract(data, '$.${path}')`
/** What stands before the dot: purposes may carry more behind it. */
const PURPOSE = `substr(${field('purpose')}, 1, instr(${field('purpose')} || '.', '.') - 1)`
const CRITERIA_UNMET = `json_extract(data, '$.error.code') = 'CRITERIA_UNMET'`

/** Events by the stage whose work they tell of, as `stageOfEvent` of src/view has it; what is written down about an agent tells nothing of where its run is. */
const STAGE_OF_TYPE = {
  ingest: ['run.started', 'run.forked', 'task.ingested'],
  plan: ['plan.created', 'plan.revised', 'plan.rejected'],
  route: ['route.decided', 'agent.created', 'agent.learned_example', 'subtask.queued'],
  execute: [
    'subtask.started',
    'subtask.succeeded',
    'subtask.failed',
    'subtask.skipped',
    'capsule.started',
    'tool.requested',
    'question.asked',
  ],
  check: ['subtask.judged'],
  synthesise: ['synthesis.finished'],
} as const
const MIXED = ['approval.requested', 'model.requested']

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')
const CASES = Object.entries(STAGE_OF_TYPE).map(([stage, types]) => `WHEN type IN (${quoted(types)}) THEN '${stage}'`)
const STAGE = `CASE ${CASES.join(' ')}
    WHEN type = 'approval.requested' THEN CASE ${field('kind')} WHEN 'plan' THEN 'plan' WHEN 'create_agent' THEN 'route' ELSE 'execute' END
    WHEN ${PURPOSE} IN ('route', 'create_agent') THEN 'route' WHEN ${PURPOSE} = 'agent' THEN 'execute' WHEN ${PURPOSE} = 'judge' THEN 'check'
    WHEN ${PURPOSE} = 'synthesis' THEN 'synthesise' ELSE 'plan' END`
const FAILED = `CASE WHEN type = 'plan.rejected' THEN 'plan' WHEN ${CRITERIA_UNMET} THEN 'check' WHEN COALESCE(attempt, 0) = 0 THEN 'route' ELSE 'execute' END`

const OF_RUN = 'FROM events WHERE events.run_id = runs.run_id'
const newest = (what: string, types: readonly string[]): string =>
  `(SELECT ${what} ${OF_RUN} AND type IN (${quoted(types)}) ORDER BY seq DESC LIMIT 1)`

/** Where a run stands: the stage that its newest event tells of; where it went wrong, for one that did. NULL for a completed run. */
export const RUN_STAGE = `CASE WHEN status = 'completed' THEN NULL
    WHEN status IN ('failed', 'partial', 'denied') THEN COALESCE(${newest(FAILED, ['subtask.failed', 'plan.rejected'])}, ${newest(STAGE, stageTypes())})
    ELSE ${newest(STAGE, stageTypes())} END`

function stageTypes(): string[] {
  return [...Object.values(STAGE_OF_TYPE).flat(), ...MIXED]
}
