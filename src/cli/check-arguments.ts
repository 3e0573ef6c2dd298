import { nearestName } from '../config/nearest-name.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { ArgSpec, CommandSpec } from './command-spec.ts'

/** The words after the command, by argument name. Throws USAGE. */
export function checkArguments(words: readonly string[], command: CommandSpec): Record<string, string> {
  const values: Record<string, string> = {}
  command.args.forEach((arg, index) => {
    const value = arg.rest === true ? words.slice(index).join(' ') : words[index]
    if (value === undefined || (arg.rest === true && words.length <= index)) {
      if (arg.required) throw usage(`'claw ${command.name}' needs <${arg.name}>: ${arg.description}`, command)
      return
    }
    values[arg.name] = checkedChoice(arg, value, command)
  })
  const surplus = command.args.some((arg) => arg.rest === true) ? undefined : words[command.args.length]
  if (surplus !== undefined) throw usage(`'claw ${command.name}' does not take '${visibleLine(surplus.slice(0, 60))}'.`, command)
  return values
}

function checkedChoice(arg: ArgSpec, value: string, command: CommandSpec): string {
  if (arg.choices === undefined || arg.choices.includes(value)) return value
  const nearest = nearestName(value, arg.choices)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  throw usage(`<${arg.name}>: '${visibleLine(value.slice(0, 60))}' is not one of ${arg.choices.join(', ')}.${hint}`, command)
}

function usage(message: string, command: CommandSpec): ClawError {
  return new ClawError('USAGE', message, { fix: command.examples[0] ?? `claw ${command.name} --help` })
}
