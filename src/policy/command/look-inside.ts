import type { Call, Reading } from './reading.ts'
import { plainWord, type Word } from './word.ts'

/** Counts a command among those of the line. */
export function record(call: Call, reading: Reading): void {
  reading.commands.push({
    program: call.program.value,
    args: call.args.map((word) => word.value),
    splits: call.args.some((word) => word.splits),
    via: call.via,
    assignments: call.assignments,
    background: call.background,
  })
}

/** The command that another one runs, given as words. */
export function lookInside(words: readonly Word[], label: string, call: Call, reading: Reading): void {
  const [program, ...args] = words
  if (!program) return
  if (call.via.length > 20) {
    reading.hazards.add('wrappers inside of wrappers')
    return
  }
  reading.command({ ...call, program, args, via: [...call.via, label] })
}

/** The command that another one runs, given as text for a shell. */
export function lookInsideScript(script: Word | undefined, label: string, call: Call, reading: Reading): void {
  if (script === undefined) return
  if (script.value === null || script.splits) reading.hazards.add(`${label} runs a text that is made at run time`)
  else reading.script(script.value, { via: [...call.via, label], background: call.background, input: call.input })
}

/** Several words that are put together with spaces before a shell reads them. */
export function joinWords(words: readonly Word[]): Word | undefined {
  if (words.length === 0) return undefined
  return plainWord(words.some((word) => word.value === null) ? null : words.map((word) => word.value).join(' '))
}
