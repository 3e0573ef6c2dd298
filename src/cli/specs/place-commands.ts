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
    summary: 'Serve the dashboard to the browser of this machine, until Ctrl-C.',
    args: [],
    options: [
      { name: 'host', value: 'ADDRESS', description: '127.0.0.1 (when absent), ::1 or localhost' },
      { name: 'port', value: 'N', kind: 'count', description: 'port (7860)' },
    ],
    examples: ['claw web', 'claw web --port 7870'],
    makesWorkspace: true,
    load: () => import('../commands/web.ts'),
  },
  {
    ...place,
    name: 'delete-agent',
    summary: 'Delete an agent: its folder, memory and rows.',
    args: [{ name: 'agent', description: 'id of an agent, or its first 4 or more characters', required: true }],
    options: [YES],
    examples: ['claw delete-agent old-helper'],
    load: () => import('../commands/delete-agent.ts'),
  },
  {
    ...place,
    name: 'delete-all-agents',
    summary: 'Delete every agent that is not shipped with claw.',
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
