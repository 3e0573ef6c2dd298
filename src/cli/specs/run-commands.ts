import { RUN_ORDERS } from '../../protocol/run-query.ts'
import { RUN_STAGES } from '../../view/stats/run-stage.ts'
import type { CommandSpec } from '../command-spec.ts'
import { LIMIT, PLAIN_OUTPUTS } from './shared-options.ts'

const look = { group: 'look', document: 'result', outputs: PLAIN_OUTPUTS } as const

/** Looking among runs. */
export const RUN_COMMANDS: readonly CommandSpec[] = [
  {
    ...look,
    name: 'runs',
    summary: 'The runs of this workspace.',
    args: [],
    options: [
      LIMIT,
      { name: 'status', value: 'STATUS', many: true, description: 'only these (failed, running, waiting, ...); may be repeated' },
      { name: 'text', value: 'WORDS', description: 'only runs with these words in the task' },
      { name: 'agent', value: 'ID', description: 'only runs that this agent worked for; a part of its id is enough' },
      { name: 'tool', value: 'NAME', description: 'only runs that asked for this tool; a part of its name is enough' },
      { name: 'session', value: 'ID', description: 'only this session' },
      { name: 'tag', value: 'WORD', description: 'only runs with this tag' },
      { name: 'stage', value: 'STAGE', choices: RUN_STAGES, description: 'only runs that stand in this stage, or went wrong in it' },
      { name: 'since', value: 'TIME', description: 'started from then on: 2h (ago), 2026-11-20 or 2026-11-20T09:30Z' },
      { name: 'until', value: 'TIME', description: 'started before that' },
      { name: 'order', value: 'ORDER', choices: RUN_ORDERS, description: 'which come first (newest)' },
      { name: 'after', value: 'RUN', description: 'the page after this run' },
    ],
    examples: ['claw runs', 'claw runs --status failed --since 7d', 'claw runs --tool terminal --limit 5 --json'],
    load: () => import('../commands/runs.ts'),
  },
  {
    ...look,
    name: 'export',
    summary: 'A run as files for somebody else: what it was, its events, its journal in short, its artifacts.',
    args: [
      { name: 'run', description: 'id of a run, or its first 4 or more characters', required: true },
      { name: 'path', description: 'a folder to make, or one file when it ends in .json (claw-run-<id>)', required: false },
    ],
    options: [],
    examples: ['claw export 3d10', 'claw export 3d10 bug-report.json'],
    load: () => import('../commands/export.ts'),
  },
]
