import { EXIT_CODE_MEANINGS } from '../kernel/exit-codes.ts'
import { COMMAND_GROUPS, type CommandSpec, type OptionSpec } from './command-spec.ts'
import { GLOBAL_OPTIONS } from './global-options.ts'

const GROUP_TITLES = { tasks: 'Work', look: 'Look', answer: 'Answer', place: 'This place', help: 'Help' } as const
const NAME_COLUMNS = 22
const OPTION_COLUMNS = 30

/** `claw --help`. */
export function helpText(commands: readonly CommandSpec[]): string {
  const groups = COMMAND_GROUPS.map((group) => {
    const lines = commands.filter((command) => command.group === group).map((command) => row(command.name, command.summary, NAME_COLUMNS))
    return [`${GROUP_TITLES[group]}`, ...lines].join('\n')
  })
  return [
    'claw: give a task, agents in capsules do it.',
    '',
    'Usage: claw <command> [arguments] [flags]',
    '',
    groups.join('\n\n'),
    '',
    'Flags of every command',
    ...GLOBAL_OPTIONS.map(optionRow),
    '',
    exitCodesText(),
    '',
    'Start: claw run "How many TypeScript files are here, and which five are the largest?"',
    'More about a command: claw <command> --help',
  ].join('\n')
}

/** `claw <command> --help`. */
export function commandHelp(command: CommandSpec): string {
  const parts = [command.summary, `Usage: ${usageLine(command)}`]
  if (command.args.length > 0)
    parts.push(['Arguments', ...command.args.map((arg) => row(`<${arg.name}>`, arg.description, NAME_COLUMNS))].join('\n'))
  if (command.options.length > 0) parts.push(['Flags', ...command.options.map(optionRow)].join('\n'))
  parts.push(['Flags of every command', ...GLOBAL_OPTIONS.map(optionRow)].join('\n'))
  parts.push(exitCodesText())
  parts.push(['Examples', ...command.examples.map((example) => `  ${example}`)].join('\n'))
  return parts.join('\n\n')
}

/** Made from the table that docs/ERRORS.md is made from. */
function exitCodesText(): string {
  const rows = Object.entries(EXIT_CODE_MEANINGS).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`)
  return ['Exit codes (claw explain CODE)', ...rows].join('\n')
}

export function usageLine(command: CommandSpec): string {
  const args = command.args.map((arg) => (arg.required ? `<${arg.name}>` : `[${arg.name}]`))
  return ['claw', command.name, ...args, '[flags]'].join(' ')
}

export function optionUsage(option: OptionSpec): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  return `${short}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`
}

function optionRow(option: OptionSpec): string {
  const choices = option.choices === undefined ? '' : ` [${option.choices.join(' | ')}]`
  return row(optionUsage(option), `${option.description}${choices}`, OPTION_COLUMNS)
}

function row(left: string, right: string, columns: number): string {
  return `  ${left.padEnd(columns)} ${right}`
}
