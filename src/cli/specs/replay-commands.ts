import { PROVIDERS } from '../../config/config.ts'
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
    options: [{ name: 'record', value: 'FOLDER', description: 'write the run into a file there, for claw eval' }],
    examples: ['claw replay 3d10', 'claw replay 3d10 --record evals'],
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
  {
    name: 'eval',
    summary: 'Carry recorded runs out again with another model or other instructions, and show what changed; 1 when one does worse.',
    group: 'tasks',
    args: [{ name: 'folder', description: 'the folder of the recordings (claw replay <run> --record FOLDER)', required: true }],
    options: [
      { name: 'provider', value: 'NAME', choices: PROVIDERS, setting: 'CLOSED_CLAW_LLM_PROVIDER', description: 'provider to ask' },
      { name: 'model', value: 'NAME', setting: 'CLOSED_CLAW_LLM_MODEL', description: 'model to ask' },
      { name: 'prompt', value: 'FILE', description: 'a text that stands in the place of the skill.md of every agent' },
      { name: 'skill', value: 'AGENT=FILE', many: true, description: 'the same for one agent; may be repeated' },
      { name: 'max-cost', value: 'USD', kind: 'amount', description: 'stop when all runs together have cost so much' },
      { name: 'max-tokens', value: 'N', kind: 'count', description: 'stop when all runs together have used so many' },
    ],
    examples: ['claw eval evals --model gpt-4o', 'claw eval evals --skill writer=skill.md --max-cost 0.50'],
    document: 'result',
    outputs: PLAIN_OUTPUTS,
    load: () => import('../commands/eval.ts'),
  },
]
