const TAKE_ARGUMENTS: ReadonlySet<string> = new Set(['tool', 'policy'])

/**
 * `claw tool call NAME --json '{...}'` gives the arguments of the call; `--json` alone is the output format there as everywhere. Told apart by
 * the word behind it, before anything is parsed: an object or a list can be nothing else. What is read is `--args '{...}'`.
 */
export function withJsonArguments(argv: readonly string[]): string[] {
  if (!argv.some((word) => TAKE_ARGUMENTS.has(word))) return [...argv]
  const end = argv.indexOf('--')
  return argv.map((word, index) => {
    if (end !== -1 && index > end) return word
    if (word.startsWith('--json=')) return `--args=${word.slice('--json='.length)}`
    return word === '--json' && /^\s*[{[]/.test(argv[index + 1] ?? '') ? '--args' : word
  })
}
