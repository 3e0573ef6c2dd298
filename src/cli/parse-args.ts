import { parseArgs } from 'node:util'
import { nearestName } from '../config/nearest-name.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import { checkArguments } from './check-arguments.ts'
import type { CommandSpec, OptionSpec, OutputFormat } from './command-spec.ts'
import { GLOBAL_OPTIONS } from './global-options.ts'
import { optionValue } from './option-value.ts'

export interface ParsedInput {
  /** undefined: `claw` alone. */
  readonly command: CommandSpec | undefined
  readonly args: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, string | true>>
  /** Settings that were given as flags. */
  readonly settings: Readonly<Record<string, string>>
  readonly output: OutputFormat
  readonly help: boolean
  readonly version: boolean
  readonly debug: boolean
  readonly noInput: boolean
  readonly accessible: boolean
}

/** The command line against the command table. Throws USAGE with the nearest name. */
export function parseCommandLine(argv: readonly string[], commands: readonly CommandSpec[]): ParsedInput {
  const name = commandName(argv)
  const command = name === undefined ? undefined : findCommand(name, commands)
  const known = withGlobals(command?.options ?? [])
  const { words, options } = readTokens(argv, known, command)
  const asksHelp = options['help'] === true || options['version'] === true
  return {
    command,
    args: command === undefined || asksHelp ? {} : checkArguments(words.slice(1), command),
    options,
    settings: settingsOf(options, known),
    output: outputOf(options, command),
    help: options['help'] === true,
    version: options['version'] === true,
    debug: options['debug'] === true,
    noInput: options['no-input'] === true,
    accessible: options['accessible'] === true,
  }
}

/** The first word that is neither a flag nor the value of a global flag. */
export function commandName(argv: readonly string[]): string | undefined {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? ''
    if (word === '--') return argv[index + 1]
    if (word === '-o' || word === '--output') index += 1
    else if (!word.startsWith('-')) return word
  }
  return undefined
}

function findCommand(name: string, commands: readonly CommandSpec[]): CommandSpec {
  const found = commands.find((command) => command.name === name)
  if (found !== undefined) return found
  const names = commands.map((command) => command.name)
  const nearest = nearestName(name, names)
  const shown = visibleLine(name.slice(0, 60))
  const hint = nearest === undefined ? '' : ` Did you mean 'claw ${nearest}'?`
  throw new ClawError('USAGE', `There is no command '${shown}'.${hint}`, {
    fix: nearest === undefined ? 'claw --help' : `claw ${nearest} --help`,
  })
}

/** A flag of the command goes before the global one of its name: `claw agent restore <id> --version 2`. */
function withGlobals(own: readonly OptionSpec[]): readonly OptionSpec[] {
  return [...GLOBAL_OPTIONS.filter((option) => !own.some((one) => one.name === option.name)), ...own]
}

function readTokens(argv: readonly string[], known: readonly OptionSpec[], command: CommandSpec | undefined) {
  const types = Object.fromEntries(known.map((option) => [option.name, parserType(option)]))
  const { tokens } = parseArgs({ args: [...argv], options: types, strict: false, tokens: true, allowPositionals: true })
  const words: string[] = []
  const options: Record<string, string | true> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = known.find((candidate) => candidate.name === token.name)
    if (option === undefined) throw unknownOption(token.rawName, known, command)
    const value = optionValue(option, token.value)
    const before = options[option.name]
    options[option.name] = option.many === true && typeof before === 'string' ? `${before}\n${value}` : value
  }
  return { words, options }
}

function parserType(option: OptionSpec): { type: 'string' | 'boolean'; short?: string } {
  const type = option.value === undefined ? 'boolean' : 'string'
  return option.short === undefined ? { type } : { type, short: option.short }
}

function unknownOption(raw: string, known: readonly OptionSpec[], command: CommandSpec | undefined): ClawError {
  const nearest = nearestName(
    raw.replace(/^-+/, ''),
    known.map((option) => option.name),
  )
  const hint = nearest === undefined ? '' : ` Did you mean --${nearest}?`
  const of = command === undefined ? 'claw' : `claw ${command.name}`
  return new ClawError('USAGE', `There is no flag '${visibleLine(raw.slice(0, 60))}' of '${of}'.${hint}`, { fix: `${of} --help` })
}

function settingsOf(options: Readonly<Record<string, string | true>>, known: readonly OptionSpec[]): Record<string, string> {
  const given = known.flatMap((option): [string, string][] => {
    const value = options[option.name]
    return option.setting === undefined || typeof value !== 'string' ? [] : [[option.setting, value]]
  })
  return Object.fromEntries(given)
}

function outputOf(options: Readonly<Record<string, string | true>>, command: CommandSpec | undefined): OutputFormat {
  const format = options['json'] === true ? 'json' : ((options['output'] ?? 'text') as OutputFormat)
  const allowed = command?.outputs ?? ['text', 'json']
  if (allowed.includes(format)) return format
  throw new ClawError('USAGE', `'claw ${command?.name ?? ''}' gives ${allowed.join(' or ')}, not ${format}.`)
}
