import { count, number, type SettingRow } from './setting-row.ts'

/** How much one run, agent, phase or store may take. */
export const LIMIT_ROWS: readonly SettingRow[] = [
  [
    'CLOSED_CLAW_MAX_TOKENS',
    count(1, 1_000_000_000),
    '',
    'no',
    'Tokens over all model calls of a run. Unset: no limit. --max-tokens is stronger.',
  ],
  [
    'CLOSED_CLAW_MAX_COST_USD',
    number(0, 1_000_000),
    '',
    'no',
    'US dollars over all model calls of a run. Unset: no limit. --max-cost is stronger.',
  ],
  ['CLOSED_CLAW_AGENT_TIMEOUT_SEC', number(1, 86_400), '120', 'yes', 'Seconds that one attempt of an agent may take.'],
  ['CLOSED_CLAW_AGENT_RETRIES', count(0, 20), '2', 'yes', 'Restarts of a crashed capsule within its attempt, answered from the journal.'],
  ['CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS', count(1, 20), '2', 'yes', 'Attempts of a subtask.'],
  ['CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT', count(1, 10_000), '50', 'yes', 'Tool calls of one attempt.'],
  ['CLOSED_CLAW_MAX_AGENTS_PER_RUN', count(1, 1000), '10', 'yes', 'Agents of one run.'],
  ['CLOSED_CLAW_MAX_SUBTASKS_PER_PHASE', count(1, 100), '4', 'yes', 'Subtasks of one phase of a plan.'],
  ['CLOSED_CLAW_MAX_REPLANS', count(0, 5), '1', 'yes', 'New plans of one run around work that failed for good.'],
  [
    'CLOSED_CLAW_UNDO_MAX_MB',
    number(0, 1_000_000),
    '512',
    'no',
    'Megabytes of before-images that `claw undo` works from; the oldest go first.',
  ],
  ['CLOSED_CLAW_UNDO_KEEP_DAYS', number(0, 3650), '30', 'no', 'Days that before-images are kept.'],
  ['CLOSED_CLAW_TRASH_KEEP_DAYS', number(0, 3650), '30', 'no', 'Days that a deleted agent can be restored.'],
  ['CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES', count(1, 1000), '3', 'yes', 'Failures in a row after which a provider is left alone.'],
  ['CLOSED_CLAW_CIRCUIT_BREAKER_RESET_SEC', number(1, 86_400), '120', 'yes', 'Seconds until such a provider is tried again.'],
]
