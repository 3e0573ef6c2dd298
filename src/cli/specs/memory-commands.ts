import type { CommandSpec } from '../command-spec.ts'
import { LIMIT, PLAIN_OUTPUTS, YES } from './shared-options.ts'

const KINDS = ['fact', 'procedure', 'episode'] as const

/** What agents remember. */
export const MEMORY_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'memory',
    summary: 'What an agent remembers: list, search, show, forget, pin, unpin, export.',
    group: 'look',
    document: 'result',
    outputs: PLAIN_OUTPUTS,
    args: [
      {
        name: 'action',
        description: 'list, search, show, forget, pin, unpin or export',
        required: true,
        choices: ['list', 'search', 'show', 'forget', 'pin', 'unpin', 'export'],
      },
      { name: 'agent', description: 'id of an agent, or its first 4 or more characters', required: true },
      {
        name: 'subject',
        description: 'show, forget, pin, unpin: id of an item, or its first 4 or more characters; search: what to look for',
        required: false,
        rest: true,
      },
    ],
    options: [
      { ...LIMIT, description: 'list, search: at most so many (20)' },
      { name: 'kind', value: 'KIND', choices: KINDS, description: 'list, forget, export: only this kind' },
      { name: 'run', value: 'ID', description: 'list, forget, export: only what this run taught' },
      { name: 'all', description: 'list: expired and superseded items too; forget: everything' },
      { ...YES, description: 'forget: do not ask' },
    ],
    examples: [
      'claw memory list file-analyst',
      'claw memory search file-analyst "where are the logs"',
      'claw memory show file-analyst 3f2a',
      'claw memory forget file-analyst 3f2a',
      'claw memory forget file-analyst --kind episode --yes',
      'claw memory pin file-analyst 3f2a',
      'claw memory export file-analyst > memory.jsonl',
    ],
    load: () => import('../commands/memory.ts'),
  },
]
