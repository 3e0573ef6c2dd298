import type { CommandSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS } from './shared-options.ts'

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
]
