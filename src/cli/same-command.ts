import { visibleLine } from '../kernel/visible-text.ts'
import type { CommandContext } from './command-context.ts'

const PLAIN = /^[\w@%+=:,./-]+$/

/** What was typed, once more, with a flag that was missing: fit to be pasted. */
export function sameCommand({ input: { command, args, options } }: CommandContext, flag: string): string {
  const flags = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : value.split('\n').map((one) => `--${name} ${shellQuoted(one)}`),
  )
  return ['claw', command?.name ?? '', ...Object.values(args).map(shellQuoted), ...flags, flag].join(' ')
}

/** One word of a command that can be pasted, whatever stands in it. */
export function shellQuoted(text: string): string {
  return PLAIN.test(text) ? text : visibleLine(`'${text.replaceAll("'", `'\\''`)}'`)
}
