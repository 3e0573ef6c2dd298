import type { CommandSpec } from '../command-spec.ts'
import { NEW_AGENT_OPTIONS } from './new-agent-options.ts'
import { PLAIN_OUTPUTS, WHY_OPTIONS, YES } from './shared-options.ts'

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
        'show; new: make one; accept: take it as it is now;',
        'disable: give it no work; enable;',
        'edit: in the editor, or by flags; versions: its earlier forms;',
        'restore: an earlier form, or a deleted agent; trash: the deleted ones;',
        'evolve: its forms, where CLOSED_CLAW_EVOLUTION_ENABLED is true;',
        'why: who would be given a task, and why',
      ].join(' '),
      required: true,
    },
    { name: 'subject', description: 'after an action: the agent', required: false },
    { name: 'text', description: 'after some actions: the text that they take', required: false, rest: true },
  ],
  options: [
    { name: 'include-embedding', description: 'show: its vectors as well' },
    { name: 'file', value: 'FILE', choices: ['manifest', 'skill'], description: 'edit: open only this one (both, one after the other)' },
    { name: 'set', value: 'FIELD=TEXT', many: true, description: 'edit: a field of the manifest, such as description or limits.steps' },
    { name: 'add-example', value: 'TASK', many: true, description: 'edit: one more task that it is for' },
    { name: 'rm-example', value: 'TASK', many: true, description: 'edit: no longer this one' },
    { name: 'add-tool', value: 'TOOL', many: true, description: 'edit: it may use this tool' },
    { name: 'rm-tool', value: 'TOOL', many: true, description: 'edit: it may not' },
    { name: 'add-skill', value: 'SKILL', many: true, description: 'edit: it is told this skill' },
    { name: 'rm-skill', value: 'SKILL', many: true, description: 'edit: it is not' },
    { name: 'add-tag', value: 'TAG', many: true, description: 'edit: one more tag' },
    { name: 'rm-tag', value: 'TAG', many: true, description: 'edit: one fewer' },
    { name: 'skill-file', value: 'PATH', description: 'edit: skill.md from this file' },
    { name: 'version', value: 'N', kind: 'count', description: 'restore: this version (the last one)' },
    { name: 'show', description: 'evolve: the forms of the agent, with fitness and trials (also without)' },
    { name: 'reset', description: 'evolve: forget them; the agent is as its folder says again' },
    { name: 'empty', description: 'trash: delete for good what is in it' },
    ...NEW_AGENT_OPTIONS,
    YES,
    ...WHY_OPTIONS,
  ],
  examples: [
    'claw agent edit my-helper',
    'claw agent edit my-helper --set description="Reads logs" --add-example "what went wrong at noon?"',
    'claw agent restore my-helper',
    'claw agent file-analyst',
    'claw agent new',
    'claw agent new --template python',
    'claw agent new --from-task "find slow queries in app.db"',
    'claw agent accept my-helper',
    'claw agent disable web-researcher',
    'claw agent why "sum the amounts in sales.csv"',
  ],
  load: () => import('../commands/agent.ts'),
}
