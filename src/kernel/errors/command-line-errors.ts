import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Command line and configuration. */
export const COMMAND_LINE_ERRORS = {
  USAGE: {
    exit: x.usage,
    meaning: 'The command line has an unknown flag, a missing argument or a value of the wrong kind.',
    fix: 'claw --help',
  },
  TASK_EMPTY: { exit: x.usage, meaning: 'The task is empty.', fix: 'claw run "How many files are here?"' },
  TASK_TOO_LONG: {
    exit: x.usage,
    meaning: 'The task is longer than 100 000 characters.',
    fix: 'Put the text into a file and name the file in the task.',
  },
  CONTEXT_INVALID: {
    exit: x.usage,
    meaning: 'The value of --context-json is neither a JSON object nor a file that holds one.',
    fix: `claw run "..." --context-json '{"key": "value"}'`,
  },
  CONFIG_INVALID: {
    exit: x.configuration,
    meaning: 'A setting has a value that is not allowed, or a name that does not exist.',
    fix: 'claw doctor',
  },
  CONFIG_UNKNOWN: { exit: x.configuration, meaning: 'A CLOSED_CLAW_* variable has a name that claw does not know.', fix: 'claw doctor' },
  STATE_UNWRITABLE: {
    exit: x.configuration,
    meaning: 'The state folder .closed_claw cannot be created or written (permissions, full or read-only disk).',
    fix: 'Run claw in a folder that you can write to, or free disk space.',
  },
  WORKSPACE_UNREADABLE: {
    exit: x.configuration,
    meaning: 'The workspace folder cannot be read.',
    fix: 'Run claw in a folder that you can read.',
  },
  ID_INVALID: {
    exit: x.usage,
    meaning: 'An id has characters that no id of claw has, or is too short or too long.',
    fix: 'claw runs; claw agents',
  },
  ID_AMBIGUOUS: { exit: x.usage, meaning: 'The prefix fits more than one id.', fix: 'Give more characters of the id.' },
  NOT_FOUND: {
    exit: x.notFound,
    meaning: 'There is no run, agent, approval or tool of that name here.',
    fix: 'claw runs; claw agents; claw approvals; claw tools',
  },
  ALREADY_ANSWERED: {
    exit: x.usage,
    meaning: 'The approval or question was answered, or had expired, before this answer: the first answer wins.',
    fix: 'claw approvals',
  },
  PLAN_CHANGE_INVALID: {
    exit: x.usage,
    meaning: 'A plan cannot be carried out as it was changed: what is left of it does not hold together.',
    fix: 'claw approvals <id> shows the plan.',
  },
} as const satisfies Record<string, ErrorCodeInfo>
