import { RUN_STATUSES, type RunStatus } from '../../../../src/protocol/run.ts'

/** Markup, an override of direction, a control character and a zero-width space in one text. */
export const HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202eabc\u202c \u0007 a\u200bb'

export const GIVEN_ERROR = {
  detail: "Agent 'indexer' may not use 'terminal'.",
  fix: 'claw agent edit indexer --allow terminal',
  code: 'TOOL_NOT_ALLOWED',
  errors: [{ pointer: '/limits/steps', detail: 'is at least 1' }],
}

export interface SampleRun {
  readonly id: string
  readonly task: string
  readonly status: RunStatus
  readonly at: number
  readonly tokens: number
  readonly usd: number | null
}

const TASKS = [
  'How many TypeScript files are here, and which five are the largest?',
  'Summarise the changes of the last week for the release notes, grouped by area, with the names of those who made them',
  HOSTILE,
  'run the command `echo done`',
]

export const SAMPLE_RUNS: readonly SampleRun[] = Array.from({ length: 100_000 }, (_, n) => ({
  id: (0xa1b2c3000000 + n).toString(16),
  task: `${n}: ${TASKS[n % TASKS.length]}`,
  status: RUN_STATUSES[n % RUN_STATUSES.length] ?? 'queued',
  at: Date.now() - n * 61_000,
  tokens: (n * 7919) % 40_000,
  usd: n % 5 === 4 ? null : ((n * 31) % 1000) / 1000,
}))

export const SAMPLE_JSON = {
  tool: 'file_io',
  args: { op: 'write', path: 'notes/today.md', text: HOSTILE, lines: [1, 2, 3], nested: { deep: { deeper: { deepest: true } } } },
  empty: {},
  none: null,
  long: 'lorem ipsum '.repeat(100),
}

const LINES = Array.from({ length: 40 }, (_, n) => `line ${n} of the file, which says something about the work that is to be done`)
export const BEFORE = `${LINES.join('\n')}\n`
export const AFTER = `${LINES.map((line, n) => (n === 4 ? `${line}, changed ${HOSTILE}` : line))
  .filter((_, n) => n !== 20)
  .join('\n')}\none more line`
