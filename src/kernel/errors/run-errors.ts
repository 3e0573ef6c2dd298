import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Outcomes of runs. */
export const RUN_ERRORS = {
  RUN_FAILED: { exit: x.failed, meaning: 'A subtask failed for good.', fix: 'claw runlog <run>' },
  CRITERIA_UNMET: {
    exit: x.failed,
    meaning: 'The result of a subtask does not meet its acceptance criteria, also after it was sent back with the reason.',
    fix: 'claw runlog <run>',
  },
  KEY_REUSED: {
    exit: x.usage,
    meaning: 'The idempotency key of a request was used for another request before.',
    fix: 'Send the request with a new key.',
  },
  EXPORT_EXISTS: {
    exit: x.usage,
    meaning: 'The place for an export is taken; nothing is overwritten.',
    fix: 'claw export <run> another-name',
  },
  RUN_PARKED: {
    exit: x.parked,
    meaning: 'The run waits for a person: an approval, an answer or a decision about an effect in doubt.',
    fix: 'claw approvals',
  },
  IN_DOUBT: {
    exit: x.parked,
    meaning: 'claw died while an effect was under way and cannot tell whether it happened.',
    fix: 'claw resume <run> --in-doubt done|retry|abandon',
  },
  RUN_TIMEOUT: { exit: x.limit, meaning: 'The run took longer than --timeout.', fix: 'claw resume <run>' },
  RUN_BUDGET: {
    exit: x.limit,
    meaning: 'What --max-tokens leaves is too little for the next model call.',
    fix: 'claw resume <run> --max-tokens <more>',
  },
  RUN_COST: {
    exit: x.limit,
    meaning: 'What --max-cost leaves is too little for the next model call.',
    fix: 'claw resume <run> --max-cost <more>',
  },
  AGENT_BUDGET: {
    exit: x.limit,
    meaning: 'What limits.tokens or limits.cost_usd of an agent leaves in this run is too little for its next model call.',
    fix: 'Raise the limits of the agent (claw agent edit <agent>), then: claw resume <run>',
  },
  PRICE_UNKNOWN: {
    exit: x.configuration,
    meaning: 'Money is limited, and the price of the model is not known.',
    fix: 'Limit tokens instead: claw resume <run> --max-cost none --max-tokens <n>; or write the price into prices.json (docs/MODELS.md).',
  },
  REPLAY_DIVERGED: {
    exit: x.failed,
    meaning: 'A replay of the run does something else than its record says: an agent, a skill or claw itself was changed since.',
    fix: 'claw runlog <run>',
  },
  RECORDING_INVALID: {
    exit: x.usage,
    meaning: 'A file is no recording of a run, or one of a version that this claw does not know.',
    fix: 'claw replay <run> --record <folder>',
  },
  EVAL_WORSE: { exit: x.failed, meaning: 'A recorded run does worse than it did when it was recorded.', fix: 'claw eval <folder> --json' },
  CANCELLED: { exit: x.interrupted, meaning: 'The run was cancelled.', fix: 'Start it again.' },
  RULE_STEP_FAILED: {
    exit: x.failed,
    meaning: 'A step of a recipe failed, or its result does not have the expected form.',
    fix: 'claw runlog <run>',
  },
  CLAW_CHANGED: {
    exit: x.tryAgain,
    meaning: 'claw was rebuilt, updated or removed while a process of it was at work: what that has not loaded yet is gone.',
    fix: 'Start the process again.',
  },
  INTERNAL: { exit: x.internal, meaning: 'A bug in claw.', fix: 'Run again with --debug and report the stack.' },
} as const satisfies Record<string, ErrorCodeInfo>
