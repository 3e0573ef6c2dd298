import type { OptionSpec } from './command-spec.ts'

/** Flags of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT',
    choices: ['text', 'json', 'jsonl'],
    description: 'text, json (one document) or jsonl (events)',
  },
  { name: 'json', description: 'the same as --output json' },
  { name: 'no-input', description: 'never ask; what needs an answer parks or fails' },
  { name: 'accessible', description: 'plain appended lines, one choice a line (also ACCESSIBLE=1)' },
  { name: 'debug', description: 'show the stack of an error' },
  { name: 'help', short: 'h', description: 'show help' },
  { name: 'version', description: 'show the version' },
]

/** Whether JSON is wanted, decided before anything is parsed: a bad flag gets its document too. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const flags = end === -1 ? argv : argv.slice(0, end)
  return flags.some((word, index) => {
    if (['--json', '--output=json', '-ojson', '-o=json'].includes(word)) return true
    return word === 'json' && ['-o', '--output'].includes(flags[index - 1] ?? '')
  })
}
