import { own } from '../../kernel/json.ts'
import type { Word } from './word.ts'

/** The options that a program takes before the command that it runs. */
export interface OptionSpec {
  /** Letters without a value, and with one. */
  readonly short?: string
  readonly valued?: string
  readonly long?: readonly string[]
  readonly longValued?: readonly string[]
  /** `-5` is an option too. */
  readonly numeric?: boolean
}

export interface SkippedOptions {
  readonly rest: readonly Word[]
  readonly given: Readonly<Record<string, Word | undefined>>
}

const NONE: Word = { value: '', splits: false, glob: false }

/** What stands behind the options; null when one of them is not known, so that nothing is taken for a value that is a command. */
export function skipOptions(args: readonly Word[], spec: OptionSpec): SkippedOptions | null {
  const given: Record<string, Word> = {}
  let at = 0
  while (at < args.length) {
    const word = args[at]
    if (!word || word.splits) return null
    const text = word.value
    if (text === null || text === '-' || !text.startsWith('-')) break
    at++
    if (text === '--') break
    const next = text.startsWith('--') ? takeLong(text, args[at], spec, given) : takeShort(text, args[at], spec, given)
    if (next === null) return null
    at += next
  }
  return { rest: args.slice(at), given }
}

export function optionGiven(skipped: SkippedOptions, name: string): Word | undefined {
  return own(skipped.given, name)
}

function takeLong(text: string, next: Word | undefined, spec: OptionSpec, given: Record<string, Word>): number | null {
  const [name = '', ...value] = text.slice(2).split('=')
  if (spec.long?.includes(name)) given[name] = NONE
  else if (spec.longValued?.includes(name)) {
    if (value.length > 0) given[name] = { ...NONE, value: value.join('=') }
    else if (next && !next.splits) {
      given[name] = next
      return 1
    } else return null
  } else return null
  return 0
}

function takeShort(text: string, next: Word | undefined, spec: OptionSpec, given: Record<string, Word>): number | null {
  if (spec.numeric && /^-\d+$/.test(text)) return 0
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (spec.short?.includes(letter)) given[letter] = NONE
    else if (spec.valued?.includes(letter)) {
      const rest = text.slice(at + 1)
      if (rest !== '') given[letter] = { ...NONE, value: rest }
      else if (next && !next.splits) given[letter] = next
      else return null
      return rest === '' ? 1 : 0
    } else return null
  }
  return 0
}
