import type { Command } from './command.ts'

export interface CommandGroup {
  readonly value: string
  readonly items: readonly Command[]
}

/** Those in which every word of the text stands, the titles that begin with it first; in their groups. */
export function matchCommands(commands: readonly Command[], text: string): CommandGroup[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  const fitting = commands.filter((command) => words.every((word) => searched(command).includes(word)))
  const first = (command: Command): number => (plain(command.title).startsWith(plain(text).trim()) ? 0 : 1)
  const sorted = words.length === 0 ? fitting : fitting.toSorted((a, b) => first(a) - first(b))
  const names = [...new Set(sorted.map(({ group }) => group))]
  return names.map((value) => ({ value, items: sorted.filter(({ group }) => group === value) }))
}

function searched({ title, group, words = '', aside = '' }: Command): string {
  return plain(`${title} ${group} ${words} ${aside}`)
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
