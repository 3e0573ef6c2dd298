import { FORK_SETTINGS } from '../../view/fork-rows.ts'
import type { CommandSpec } from '../command-spec.ts'
import { EVENT_OUTPUTS, OUTPUT_FILE, PLAIN_OUTPUTS } from './shared-options.ts'

const RUN_ARG = { name: 'run', description: 'id of a run, or its first 4 or more characters', required: true } as const

/** Commands that carry a run out once more. */
export const REPLAY_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'replay',
    summary: 'Carry a run out once more from its journal: no model call, no effect; 1 when it does something else.',
    group: 'tasks',
    args: [RUN_ARG],
    options: [],
    examples: ['claw replay 3d10', 'claw replay 3d10 --json'],
    document: 'result',
    outputs: PLAIN_OUTPUTS,
    load: () => import('../commands/replay.ts'),
  },
  {
    name: 'fork',
    summary: 'A new run that takes over everything before a step of another one and goes on from there; without --from, the steps.',
    group: 'tasks',
    args: [RUN_ARG],
    options: [
      {
        name: 'from',
        value: 'STEP',
        values: 'steps',
        description: 'plan, s1 (a subtask), s1.2 (an intent of its last attempt), synthesis',
      },
      {
        name: 'set',
        value: 'KEY=VALUE',
        many: true,
        description: `change something for the fork; may be repeated: ${Object.keys(FORK_SETTINGS).join(', ')}`,
      },
      OUTPUT_FILE,
    ],
    examples: [
      'claw fork 3d10',
      'claw fork 3d10 --from s2 --set model=gpt-4o',
      `claw fork 3d10 --from s2.3 --set 'result={"rows": []}'`,
      'claw fork 3d10 --from synthesis',
    ],
    document: 'run',
    outputs: EVENT_OUTPUTS,
    load: () => import('../commands/fork.ts'),
  },
]
