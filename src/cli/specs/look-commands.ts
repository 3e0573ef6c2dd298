import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { AGENT_COMMAND } from './agent-command.ts'
import { RUN_COMMANDS } from './run-commands.ts'
import { EVENT_OUTPUTS, LIMIT, PLAIN_OUTPUTS, YES } from './shared-options.ts'
import { SKILL_COMMANDS } from './skill-commands.ts'

const look = { group: 'look', document: 'result', outputs: PLAIN_OUTPUTS } as const

const AUDIT_OPTIONS: readonly OptionSpec[] = [
  { ...LIMIT, description: 'at most so many, newest first (20); an export takes all' },
  { name: 'run', value: 'ID', description: 'only this run' },
  { name: 'agent', value: 'ID', description: 'only this agent' },
  { name: 'action', value: 'NAME', description: 'only this action (tool.call) or family (tool)' },
  { name: 'decision', value: 'NAME', description: 'only this decision (allow, ask, deny, approved, denied)' },
  { name: 'rule', value: 'NAME', description: 'only this rule (workspace.write) or family (workspace)' },
  { name: 'actor', value: 'NAME', description: 'only what this one did (agent:file-analyst, user:me, web)' },
  { name: 'tool', value: 'NAME', description: 'only this tool, or whatever else was acted on' },
  { name: 'since', value: 'TIME', description: 'from then on: 2h (ago), 2026-11-20 or 2026-11-20T09:30Z' },
  { name: 'until', value: 'TIME', description: 'before that' },
  { name: 'text', value: 'TEXT', description: 'only what has this text in it' },
  { name: 'order', value: 'ORDER', choices: ['newest', 'oldest'], description: 'which come first (newest)' },
  { name: 'format', value: 'FORMAT', choices: ['jsonl', 'csv', 'cloudevents'], description: 'of the export (jsonl)' },
  { name: 'out', value: 'FILE', description: 'export into this file instead of stdout' },
  { ...YES, description: 'adopt without asking' },
]

/** Commands that only look. */
export const LOOK_COMMANDS: readonly CommandSpec[] = [
  ...RUN_COMMANDS,
  {
    ...look,
    name: 'runlog',
    summary: 'The events of a run, one JSON object a line.',
    args: [{ name: 'run', description: 'id of a run, or its first 4 or more characters', required: true }],
    options: [{ name: 'tail', value: 'N', kind: 'count', description: 'the last N events (100)' }],
    examples: ['claw runlog 3d10', 'claw runlog 3d10 --tail 10'],
    outputs: EVENT_OUTPUTS,
    load: () => import('../commands/runlog.ts'),
  },
  {
    ...look,
    name: 'agents',
    summary: 'The agents, with their tools.',
    args: [],
    options: [LIMIT],
    examples: ['claw agents'],
    load: () => import('../commands/agents.ts'),
  },
  AGENT_COMMAND,
  ...SKILL_COMMANDS,
  {
    ...look,
    name: 'tools',
    summary: 'The tools, or what one agent may use.',
    args: [],
    options: [{ name: 'agent-id', value: 'ID', description: 'show what this agent may use' }],
    examples: ['claw tools', 'claw tools --agent-id file-analyst'],
    load: () => import('../commands/tools.ts'),
  },
  {
    ...look,
    name: 'audit',
    summary: 'The audit log: list, explain one record, export, verify the chain.',
    args: [
      {
        name: 'action',
        description: 'list (when absent), explain, export, verify; adopt: take the runs of a folder that came from elsewhere as your own',
        required: false,
        choices: ['list', 'explain', 'export', 'verify', 'adopt'],
      },
      { name: 'n', description: 'number of the record to explain', required: false },
    ],
    options: AUDIT_OPTIONS,
    examples: [
      'claw audit',
      'claw audit --run 3d10 --decision deny',
      'claw audit --since 2h --text push --order oldest',
      'claw audit explain 12',
      'claw audit export --format csv --out audit.csv',
      'claw audit verify',
    ],
    load: () => import('../commands/audit.ts'),
  },
  {
    ...look,
    name: 'doctor',
    summary: 'Check this machine and this workspace; each failure comes with its cure.',
    group: 'place',
    args: [],
    options: [{ name: 'settings', description: 'every setting with its value and where it came from' }],
    examples: ['claw doctor', 'claw doctor --settings'],
    load: () => import('../commands/doctor.ts'),
  },
]
