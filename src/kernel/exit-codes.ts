/** The one table of exit codes; docs/ERRORS.md and `claw explain` are made from it. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  model: 4,
  denied: 5,
  parked: 6,
  limit: 7,
  notFound: 8,
  integrity: 9,
  partial: 10,
  internal: 70,
  tryAgain: 75,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

export const EXIT_CODE_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'run failed',
  2: 'usage: the command line is wrong',
  3: 'configuration is wrong or missing',
  4: 'no usable model for this task, or the key was rejected',
  5: 'denied by policy or by a person',
  6: 'parked: waiting for an approval, an answer or a decision; can be resumed',
  7: 'a limit was reached; can be resumed',
  8: 'not found',
  9: 'integrity: stored data is damaged or was changed',
  10: 'partial result',
  70: 'internal error of claw',
  75: 'somebody else holds it; try again',
  130: 'cancelled by Ctrl-C',
  143: 'cancelled by SIGTERM',
}
