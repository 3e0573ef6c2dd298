import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Storage. */
export const STORAGE_ERRORS = {
  STORE_CORRUPT: {
    exit: x.integrity,
    meaning: 'The registry is not a readable SQLite database.',
    fix: 'Move .closed_claw/registry.db away; agents and run logs are kept in files and are read again.',
  },
  CHECK_FAILED: {
    exit: x.configuration,
    meaning: 'A check of the doctor that claw cannot do without has failed.',
    fix: 'claw doctor',
  },
  SQLITE_UNBUILT: {
    exit: x.configuration,
    meaning: 'The database library was compiled for another Node.js version, or not at all.',
    fix: 'npm rebuild   # in the folder that claw is installed in',
  },
  STORE_REPLACED: {
    exit: x.tryAgain,
    meaning: 'The registry was deleted or replaced while a process had it open.',
    fix: 'Start the process again.',
  },
  STORE_BUSY: { exit: x.tryAgain, meaning: 'Another process holds the registry for too long.', fix: 'Try again.' },
  STORE_FULL: {
    exit: x.configuration,
    meaning: 'The disk is full. What was acknowledged is kept; the run can be resumed.',
    fix: 'Free disk space, then: claw resume',
  },
  STORE_NEWER: { exit: x.configuration, meaning: 'The registry was written by a newer claw.', fix: 'Update claw.' },
  VEC_MISSING: {
    exit: x.configuration,
    meaning: 'sqlite-vec could not be loaded and CLOSED_CLAW_REQUIRE_SQLITE_VEC is true.',
    fix: 'Set CLOSED_CLAW_REQUIRE_SQLITE_VEC=false for exact, slower search.',
  },
  AUDIT_BROKEN: {
    exit: x.integrity,
    meaning: 'The audit chain does not verify: a record was edited, removed, reordered or cut off.',
    fix: 'claw audit verify names the first bad record.',
  },
  RUN_BROUGHT: {
    exit: x.integrity,
    meaning: 'The run stood in the registry before this user ever opened it: the folder was cloned, or comes from elsewhere.',
    fix: 'Start the task anew; or, when the folder is your own: claw audit adopt',
  },
  SECRET_EXPOSED: {
    exit: x.integrity,
    meaning: 'The value of a secret stands in plain text where it must not.',
    fix: 'Remove it there, and change the secret where it was issued: claw secret set <NAME>',
  },
  RUN_HELD: { exit: x.tryAgain, meaning: 'Another live process owns this run.', fix: 'claw watch <run>' },
  RUN_OPEN: { exit: x.tryAgain, meaning: 'The run has not ended, and its files are still its own.', fix: 'claw cancel-run <run>' },
  FENCED: {
    exit: x.tryAgain,
    meaning: 'This process lost the ownership of the run to another one; nothing more is written.',
    fix: 'claw watch <run>',
  },
  NOT_RESUMABLE: {
    exit: x.usage,
    meaning: 'The run has ended and cannot be resumed.',
    fix: 'claw fork <run>   # lists its steps',
  },
} as const satisfies Record<string, ErrorCodeInfo>
