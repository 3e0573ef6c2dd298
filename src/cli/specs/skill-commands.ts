import type { CommandSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS, WHY_OPTIONS } from './shared-options.ts'

const skills = {
  group: 'look',
  document: 'result',
  outputs: PLAIN_OUTPUTS,
  args: [
    { name: 'action', description: 'list (when absent), accept or why', required: false, choices: ['list', 'accept', 'why'] },
    { name: 'subject', description: 'accept: the skill; why: the task, - reads it from stdin', required: false, rest: true },
  ],
  options: WHY_OPTIONS,
  load: () => import('../commands/skills.ts'),
} as const

/** `claw skills` and `claw skill` are the same. */
export const SKILL_COMMANDS: readonly CommandSpec[] = [
  {
    ...skills,
    name: 'skills',
    summary: 'The shared skills. `accept` takes a changed one as it is now.',
    examples: ['claw skills', 'claw skills accept house-style'],
  },
  {
    ...skills,
    name: 'skill',
    summary: 'The same; `why` says which skills a task brings, and which recipes read it.',
    examples: ['claw skill why "How many TypeScript files are here?"', 'claw skill why "tidy up the notes" --tools file_io'],
  },
]
