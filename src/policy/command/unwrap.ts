import { own } from '../../kernel/json.ts'
import { joinWords, lookInside, lookInsideScript, record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { noteAssignment } from './risky-variables.ts'
import { optionGiven, skipOptions } from './skip-options.ts'
import { plainWord, type Word } from './word.ts'
import { WITH_SUBCOMMAND, WRAPPERS, type Wrapper } from './wrappers.ts'

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/

/** Goes through a program that runs the command in its arguments. */
export function unwrap(name: string, call: Call, reading: Reading): boolean {
  const subcommand = WITH_SUBCOMMAND.has(name) ? `${name} ${call.args[0]?.value ?? ''}` : undefined
  const label = subcommand !== undefined && own(WRAPPERS, subcommand) ? subcommand : name
  const wrapper = own(WRAPPERS, label)
  if (wrapper === undefined) return false
  const args = label === name ? call.args : call.args.slice(1)
  if (wrapper.keeps || args.length === 0) record(call, reading)
  const skipped = skipOptions(args, { ...wrapper, valued: (wrapper.valued ?? '') + (wrapper.script ?? '') })
  if (skipped === null) return notKnown(label, wrapper, call, reading)
  const script = wrapper.script === undefined ? undefined : optionGiven(skipped, wrapper.script)
  if (script) lookInsideScript(script, `${label} -${wrapper.script}`, call, reading)
  const taken = takeAssignments(skipped.rest, wrapper, reading)
  runInside(label, wrapper, taken.words, { ...call, assignments: [...call.assignments, ...taken.names] }, reading)
  return true
}

function runInside(label: string, wrapper: Wrapper, rest: readonly Word[], call: Call, reading: Reading): void {
  const operands = rest.slice(0, wrapper.own ?? 0)
  const words = rest.slice(operands.length)
  if (operands.some((word) => word.splits)) reading.hazards.add(`an argument of ${label} is made at run time`)
  if (label === 'su') lookInsideScript(afterC(rest), 'su -c', call, reading)
  else if (label === 'flock' && words[0]?.value === '-c') lookInsideScript(words[1], 'flock -c', call, reading)
  else if (label === 'parallel') runParallel(words, call, reading)
  else if (wrapper.joins) lookInsideScript(joinWords(words), label, call, reading)
  else lookInside(label === 'entr' ? [...words, plainWord(null)] : words, label, call, reading)
}

function runParallel(words: readonly Word[], call: Call, reading: Reading): void {
  const end = words.findIndex((word) => word.value !== null && /^:::/.test(word.value))
  const template = end === -1 ? words : words.slice(0, end)
  if (template.length === 0) reading.hazards.add('parallel runs what it reads')
  lookInside([...template.map((word) => (word.value?.includes('{') ? plainWord(null) : word)), plainWord(null)], 'parallel', call, reading)
}

function takeAssignments(words: readonly Word[], wrapper: Wrapper, reading: Reading): { words: readonly Word[]; names: string[] } {
  const names: string[] = []
  if (!wrapper.assigns) return { words, names }
  for (const [index, word] of words.entries()) {
    const match = word.value === null ? null : ASSIGNMENT.exec(word.value)
    if (!match && word.value !== '-') return { words: words.slice(index), names }
    if (!match) continue
    names.push(match[1] ?? '')
    noteAssignment(match[1] ?? '', match[2] ?? null, reading)
  }
  return { words: [], names }
}

function notKnown(label: string, wrapper: Wrapper, call: Call, reading: Reading): true {
  reading.hazards.add(`an option of ${label} that is not known stands before the command that it runs`)
  if (!wrapper.keeps) record(call, reading)
  return true
}

function afterC(words: readonly Word[]): Word | undefined {
  const at = words.findIndex((word) => word.value === '-c' || word.value === '--command')
  return at === -1 ? undefined : words[at + 1]
}
