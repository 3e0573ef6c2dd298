import type { CommandSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS, WHY_OPTIONS } from './shared-options.ts'

/** `claw agent`: what each action takes stands in src/cli/agent/agent-actions.ts. */
export const AGENT_COMMAND: CommandSpec = {
  name: 'agent',
  summary: 'One agent: look at it, change it, try it, switch it off and on.',
  group: 'look',
  document: 'result',
  outputs: PLAIN_OUTPUTS,
  args: [
    {
      name: 'agent',
      description: [
        'id of an agent, or its first 4 or more characters; or an action:',
        'show; accept: take it as it is now; disable: give it no work; enable;',
        'why: who would be given a task, and why',
      ].join(' '),
      required: true,
    },
    { name: 'subject', description: 'after an action: the agent', required: false },
    { name: 'text', description: 'after some actions: the text that they take', required: false, rest: true },
  ],
  options: [{ name: 'include-embedding', description: 'show: its vectors as well' }, ...WHY_OPTIONS],
  examples: [
    'claw agent file-analyst',
    'claw agent accept my-helper',
    'claw agent disable web-researcher',
    'claw agent why "sum the amounts in sales.csv"',
  ],
  load: () => import('../commands/agent.ts'),
}
