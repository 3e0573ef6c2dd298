import { POLICY_PRESETS } from '../../config/config.ts'
import type { CommandSpec, OptionSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS } from './shared-options.ts'

const AGENT: OptionSpec = { name: 'agent', value: 'ID', description: 'judge it as a call of this agent; with add: agents of the rule' }
const ARGS: OptionSpec = {
  name: 'args',
  value: 'JSON',
  description: "arguments of the call as a JSON object; --json '{...}' says the same",
}
const POLICY: OptionSpec = {
  name: 'policy',
  value: 'PRESET',
  choices: POLICY_PRESETS,
  setting: 'CLOSED_CLAW_POLICY',
  description: 'policy preset',
}
const many = (name: string, value: string, description: string): OptionSpec => ({ name, value, many: true, description })

/** Commands about what is allowed. */
export const POLICY_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'policy',
    summary: 'The rules about what agents may do: show, check, test, add, rm.',
    group: 'answer',
    document: 'result',
    outputs: PLAIN_OUTPUTS,
    args: [
      {
        name: 'action',
        description: 'show (when absent), check, test, add or rm',
        required: false,
        choices: ['show', 'check', 'test', 'add', 'rm'],
      },
      { name: 'subject', description: 'test: a tool; rm: the id of a rule', required: false },
      { name: 'command', description: 'test terminal: the command line', required: false, rest: true },
    ],
    options: [
      ARGS,
      { ...AGENT, many: true },
      POLICY,
      { name: 'allow', description: 'add: the rule allows' },
      { name: 'ask', description: 'add: the rule asks a person' },
      { name: 'deny', description: 'add: the rule forbids' },
      { name: 'id', value: 'ID', description: 'add: name of the rule; made from its parts when absent' },
      many('tool', 'NAME', 'add: a tool; may be repeated, as may every flag of a pattern'),
      { ...many('effect', 'EFFECT', 'add: an effect'), choices: ['read', 'write', 'exec', 'network', 'spend'] },
      many('command', 'PATTERN', "add: words of a command, such as 'git push **'"),
      many('path', 'GLOB', 'add: files; relative ones are inside the workspace'),
      { name: 'access', value: 'ACCESS', choices: ['read', 'write'], description: 'add: with --path, only reading or only writing' },
      many('host', 'HOST', 'add: host, host:port or *.domain'),
      many('method', 'METHOD', 'add: method of a request'),
      { name: 'over', value: 'USD', description: 'add: calls that cost more than this' },
      { name: 'up-to', value: 'USD', description: 'add: calls that cost at most this' },
      { name: 'reason', value: 'TEXT', description: 'add: what agent and person are told' },
      many('match', 'EXAMPLE', 'add: a command, path or host that the rule must match'),
      many('not-match', 'EXAMPLE', 'add: one that it must not match'),
      { name: 'workspace', description: "add: into the workspace's own file, which may only narrow" },
    ],
    examples: [
      'claw policy',
      'claw policy test terminal "git push --force"',
      `claw policy test file_io --json '{"op": "write", "path": "notes.md", "content": "x"}' --agent writer`,
      `claw policy add --deny --tool terminal --command 'git push **' --reason "pushing is mine"`,
      "claw policy add --ask --path 'infra/**' --access write --match infra/main.tf --not-match src/main.ts",
      'claw policy rm deny-terminal-git-push',
    ],
    load: () => import('../commands/policy.ts'),
  },
  {
    name: 'tool',
    summary: 'Call one tool by hand, through the same policy, sandbox and audit as an agent.',
    group: 'tasks',
    document: 'result',
    outputs: PLAIN_OUTPUTS,
    args: [
      { name: 'action', description: 'call', required: true, choices: ['call'] },
      { name: 'name', description: 'name of a tool (claw tools)', required: true },
    ],
    options: [
      ARGS,
      { name: 'agent', value: 'ID', description: 'call it as this agent: its tools and its approvals' },
      { name: 'dry-run', description: 'print decision, rule and arguments; do nothing' },
      POLICY,
    ],
    examples: [
      `claw tool call file_io --json '{"op": "list"}'`,
      `claw tool call terminal --json '{"cmd": "git status"}' --dry-run`,
      `claw tool call sql_query --args '{"db_path": "sales.csv", "query": "SELECT count(*) FROM data"}' -o json`,
    ],
    load: () => import('../commands/tool.ts'),
  },
]
