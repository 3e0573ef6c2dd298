import { visibleLine } from '../kernel/visible-text.ts'
import type { CommandContext } from './command-context.ts'

const PLAIN = /^[\w@%+=:,./-]+$/

/** What was typed, once more, with a flag that was missing: fit to be pasted. */
export function sameCommand({ input: { command, args, options } }: CommandContext, flag: string): string {
  const flags = Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : value.split('\n').map((one) => `--${name} ${quoted(one)}`),
  )
  return ['claw', command?.name ?? '', ...Object.values(args).map(quoted), ...flags, flag].join(' ')
}

function quoted(text: string): string {
  return PLAIN.test(text) ? text : visibleLine(`'${text.replaceAll("'", `'\\''`)}'`)
}
