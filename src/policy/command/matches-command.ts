import type { CommandFacts, Redirect, SimpleCommand } from './command-facts.ts'
import { isWritableHere } from './place-of-path.ts'
import { baseName, systemName } from './program-name.ts'

export interface CommandMatch {
  /** Patterns such as `git status`, `npm run *`, `rm **`: `*` is one word, `**` at the end any rest. */
  readonly patterns: readonly string[]
  readonly decision: 'allow' | 'ask' | 'deny'
  /** The folder that redirections may write into. */
  readonly workspace: string
}

/**
 * An allow holds when every command of the line, through every wrapper, matches a pattern word by word and nothing is hidden; an ask or deny
 * when any command may match: options between are skipped, and what is made at run time could be anything.
 */
export function matchesCommand(facts: CommandFacts, { patterns, decision, workspace }: CommandMatch): boolean {
  if (!facts.parsed) return false
  const split = patterns.map((pattern) => pattern.split(/\s+/).filter((word) => word !== ''))
  if (decision !== 'allow') return facts.commands.some((command) => split.some((words) => mayMatch(words, command)))
  return (
    facts.commands.length > 0 &&
    facts.hazards.length === 0 &&
    facts.redirects.every((redirect) => staysHere(redirect, workspace)) &&
    facts.commands.every((command) => split.some((words) => surelyMatches(words, command)))
  )
}

function staysHere(redirect: Redirect, workspace: string): boolean {
  return !redirect.writes || (redirect.path !== null && isWritableHere(redirect.path, workspace))
}

/** Word by word, in order. */
function surelyMatches(pattern: readonly string[], command: SimpleCommand): boolean {
  const [program = '', ...words] = pattern
  if (command.program === null || systemName(command.program) !== program) return false
  const rest = words.at(-1) === '**'
  const wanted = rest ? words.slice(0, -1) : words
  if (command.splits && !rest) return false
  if (rest ? command.args.length < wanted.length : command.args.length !== wanted.length) return false
  return wanted.every((word, index) => {
    const arg = command.args[index]
    return typeof arg === 'string' && (word === '*' ? !/[*?[]/.test(arg) : word === arg)
  })
}

function mayMatch(pattern: readonly string[], command: SimpleCommand): boolean {
  const [program = '', ...words] = pattern
  if (command.via.some((wrapper) => wrapper.split(' ')[0] === program) && words.every((word) => word === '**')) return true
  if (command.program === null) return program === '*' || program === '**'
  if (program !== '*' && program !== '**' && baseName(command.program).toLowerCase() !== baseName(program).toLowerCase()) return false
  const flags = words.filter((word) => word.startsWith('-'))
  const operands = words.filter((word) => !word.startsWith('-') && word !== '**')
  return flags.every((flag) => mayHold(flag, command.args)) && mayStartWith(operands, command.args)
}

/** `-rf` is held by `-fr`, by `-r -f` and by what is made at run time. */
function mayHold(flag: string, args: readonly (string | null)[]): boolean {
  if (args.some((arg) => arg === null || arg === flag || arg.startsWith(`${flag}=`))) return true
  if (flag.startsWith('--'))
    return args.some((arg) => arg !== null && arg.length > 3 && arg.startsWith('--') && flag.startsWith(arg.split('=')[0] ?? arg))
  const letters = args.filter((arg) => arg !== null && /^-[A-Za-z0-9]/.test(arg)).join('')
  return [...flag.slice(1)].every((letter) => letters.includes(letter))
}

// Options may stand between, each with or without a value of its own, so an argument behind an option may be skipped too.
function mayStartWith(wanted: readonly string[], args: readonly (string | null)[]): boolean {
  let states = new Set([0])
  let afterOption = false
  for (const arg of args) {
    if (states.has(wanted.length)) return true
    const option = arg === null || arg.startsWith('-')
    const next = new Set<number>(option || afterOption ? states : [])
    for (const state of states) if (arg === null || wanted[state] === '*' || wanted[state] === arg) next.add(state + 1)
    if (arg === null) return true
    states = next
    afterOption = option
  }
  return states.has(wanted.length)
}
