import { COMMAND_GROUPS, type CommandSpec, type OptionSpec } from '../../src/cli/command-spec.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { GLOBAL_OPTIONS } from '../../src/cli/global-options.ts'
import { optionUsage, usageLine } from '../../src/cli/help.ts'

const NOTE = '<!-- made by tests/check/generate-docs.ts from src/cli/commands.ts: change that -->'

/** docs/CLI.md. */
export function cliPage(): string {
  const sections = COMMAND_GROUPS.flatMap((group) => COMMANDS.filter((command) => command.group === group).map(commandSection))
  return [`# Commands\n\n${NOTE}`, `## Flags of every command\n\n${optionTable(GLOBAL_OPTIONS)}`, ...sections].join('\n\n').concat('\n')
}

function commandSection(command: CommandSpec): string {
  const parts = [`## claw ${command.name}`, command.summary, `\`${usageLine(command)}\``]
  if (command.args.length > 0)
    parts.push(
      table(
        ['Argument', ''],
        command.args.map((arg) => [`\`${arg.name}\``, arg.description]),
      ),
    )
  if (command.options.length > 0) parts.push(optionTable(command.options))
  parts.push(['```', ...command.examples, '```'].join('\n'))
  return parts.join('\n\n')
}

function optionTable(options: readonly OptionSpec[]): string {
  return table(
    ['Flag', ''],
    options.map((option) => [`\`${optionUsage(option)}\``, [option.description, choices(option)].filter((part) => part !== '').join(': ')]),
  )
}

function choices(option: OptionSpec): string {
  return option.choices === undefined ? '' : option.choices.map((choice) => `\`${choice}\``).join(' ')
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
