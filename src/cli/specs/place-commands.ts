import type { CommandSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS, YES } from './shared-options.ts'

const place = { group: 'place', document: 'result', outputs: PLAIN_OUTPUTS } as const
const help = { ...place, group: 'help' } as const

/** Commands about the place itself, and help. */
export const PLACE_COMMANDS: readonly CommandSpec[] = [
  {
    ...place,
    name: 'init',
    summary: 'Make the folders and the registry of a workspace.',
    args: [],
    options: [],
    examples: ['claw init'],
    makesWorkspace: true,
    load: () => import('../commands/init.ts'),
  },
  {
    ...place,
    name: 'web',
    summary: 'Serve the dashboard to the browser of this machine, and open it there; until Ctrl-C.',
    args: [],
    options: [
      { name: 'host', value: 'ADDRESS', description: '127.0.0.1 (when absent), ::1 or localhost' },
      { name: 'port', value: 'N', kind: 'count', words: ['0'], description: 'port (7860); 0: any that is free' },
      { name: 'no-open', description: 'open no browser: the address that signs one in is shown in any case' },
    ],
    examples: ['claw web', 'claw web --no-open --port 7870'],
    makesWorkspace: true,
    load: () => import('../commands/web.ts'),
  },
  {
    ...place,
    name: 'secret',
    summary: 'Keys and tokens that agents may use and never see: set, list, rm, audit.',
    args: [
      { name: 'action', description: 'list (when absent), set, rm or audit', required: false, choices: ['set', 'list', 'rm', 'audit'] },
      { name: 'name', description: 'name of the secret: GITHUB_TOKEN, OPENAI_API_KEY', required: false },
      { name: 'value', description: 'never here: it is asked for, or read from stdin', required: false, rest: true },
    ],
    options: [
      { name: 'host', value: 'HOST', description: 'with set: the host that may get it (api.github.com); several with commas' },
      { name: 'agent', value: 'ID', description: 'with set: the only agent that may use it; several with commas' },
    ],
    examples: [
      'claw secret set OPENAI_API_KEY',
      'claw secret set GITHUB_TOKEN --host api.github.com',
      'gh auth token | claw secret set GITHUB_TOKEN --host api.github.com',
      'claw secret list',
      'claw secret rm GITHUB_TOKEN',
      'claw secret audit',
    ],
    load: () => import('../commands/secret.ts'),
  },
  {
    ...place,
    name: 'delete-agent',
    summary: 'Delete an agent: it goes to the trash with its memory.',
    args: [{ name: 'agent', description: 'id of an agent, or its first 4 or more characters', required: true }],
    options: [YES],
    examples: ['claw delete-agent old-helper'],
    load: () => import('../commands/delete-agent.ts'),
  },
  {
    ...place,
    name: 'delete-all-agents',
    summary: 'Delete every agent that is not shipped with claw: they go to the trash.',
    args: [],
    options: [YES],
    examples: ['claw delete-all-agents'],
    load: () => import('../commands/delete-all-agents.ts'),
  },
  {
    ...place,
    name: 'rewrite-entrypoints',
    summary: 'Bring older agents up to the present runtime.',
    args: [],
    options: [{ name: 'dry-run', description: 'only show what would change' }],
    examples: ['claw rewrite-entrypoints --dry-run'],
    load: () => import('../commands/rewrite-entrypoints.ts'),
  },
  {
    ...place,
    name: 'uninstall',
    summary: 'Show what claw keeps on this machine, and take it away.',
    args: [],
    options: [YES],
    examples: ['claw uninstall', 'claw uninstall --yes'],
    load: () => import('../commands/uninstall.ts'),
  },
  {
    ...help,
    name: 'explain',
    summary: 'What an error code or an exit code means, and the way out.',
    args: [{ name: 'code', description: 'a code such as NO_MODEL or 6; all of them when absent', required: false }],
    options: [],
    examples: ['claw explain NO_MODEL', 'claw explain 6'],
    load: () => import('../commands/explain.ts'),
  },
  {
    ...help,
    name: 'completion',
    summary: 'A completion script for a shell.',
    args: [{ name: 'shell', description: 'bash, zsh or fish', required: true, choices: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: ['claw completion bash > ~/.local/share/bash-completion/completions/claw', 'claw completion zsh', 'claw completion fish'],
    load: () => import('../commands/completion.ts'),
  },
]
