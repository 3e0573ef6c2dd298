import { own } from '../../kernel/json.ts'
import { readAwk } from './awk-program.ts'
import { record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { type Language, riskOfCode } from './risk-of-code.ts'
import { readSed } from './sed-script.ts'
import type { Word } from './word.ts'

interface Interpreter {
  readonly language: Language
  /** The options whose value is code. */
  readonly code: RegExp
  /** Options with a value that is not the program to run. */
  readonly valued: RegExp
  /** Options after which there is no program file: a module or an answer. */
  readonly done: RegExp
}

const NEVER = /^(?!)/

const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  python: { language: 'python', code: /^-[bBdEiIOPqsSuvVx]*c/, valued: /^-[WX]$/, done: /^-[bBdEiIOPqsSuvVx]*m|^-(?:V|h|-version|-help)/ },
  node: {
    language: 'node',
    code: /^(?:-[ipe]*[ep][ipe]*|--eval|--print)(?:=|$)/,
    valued: /^(?:-r|--require|--import|--loader|-C|--conditions)$/,
    done: /^(?:-v|--version|-h|--help|--test|--run.*|--check|-c)$/,
  },
  perl: { language: 'perl', code: /^-[acFilnpswWtTuUXSi0-9.]*[eE]/, valued: /^-[IMm]$/, done: /^-[vhV]|^--version/ },
  ruby: { language: 'ruby', code: /^-[acFilnpsvwWS0-9.]*e/, valued: /^-[IrEKx]$/, done: /^-(?:v|h|-version|-help)/ },
  php: { language: 'other', code: /^-(?:r|B|E|R|-run)/, valued: /^-[cdz]$/, done: /^-(?:v|i|m|l|-version)/ },
  lua: { language: 'other', code: /^-e/, valued: /^-l$/, done: /^-v/ },
  r: { language: 'other', code: /^-e/, valued: NEVER, done: /^--version/ },
  tclsh: { language: 'other', code: NEVER, valued: NEVER, done: NEVER },
  expect: { language: 'other', code: /^-c/, valued: NEVER, done: /^-v/ },
  osascript: { language: 'other', code: /^-e/, valued: /^-l$/, done: NEVER },
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:python|pypy|ipython)(?:[\d.]+)?w?$/, 'python'],
  [/^(?:node|nodejs|bun|deno|tsx|ts-node|esno|qjs|d8)$/, 'node'],
  [/^perl(?:[\d.]+)?$/, 'perl'],
  [/^(?:j?ruby|irb)(?:[\d.]+)?$/, 'ruby'],
  [/^php(?:[\d.]+)?$/, 'php'],
  [/^(?:lua|luajit)(?:[\d.]+)?$/, 'lua'],
  [/^Rscript$/, 'r'],
  [/^(?:tclsh|wish)(?:[\d.]+)?$/, 'tclsh'],
  [/^expect$/, 'expect'],
  [/^(?:osascript|guile|racket|sbcl|ghci|scala|groovy|julia|elixir|erl|clojure|swift|jshell|octave)$/, 'osascript'],
]

/** Programs that run code in their arguments or on their input: the code is searched for what starts programs or hides what it does. */
export function readInterpreter(name: string, call: Call, reading: Reading): boolean {
  if (/^[gmn]?awk$|^busybox-awk$/.test(name)) return readAwk(call, reading)
  if (/^g?sed$/.test(name)) return readSed(call, reading)
  const interpreter = own(INTERPRETERS, SPELLINGS.find(([pattern]) => pattern.test(name))?.[1] ?? '')
  if (interpreter === undefined) return false
  record(call, reading)
  readArguments(name, interpreter, call, reading)
  return true
}

function readArguments(name: string, interpreter: Interpreter, call: Call, reading: Reading): void {
  const { args } = call
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.value ?? null
    const next = args[at + 1]?.value ?? null
    const role = roleOf(name, text, at, interpreter)
    if (role === 'dynamic') reading.hazards.add(`${name} runs what is made at run time`)
    if (role === 'input') readInput(name, interpreter.language, call, reading)
    if (role === 'code') noteCode(name, interpreter.language, codeOf(text ?? '', interpreter.code, next), reading)
    if (role === 'option') noteOption(name, text ?? '', reading)
    else if (role !== 'valued') {
      noteFurtherCode(name, interpreter, args.slice(at + 2), role, reading)
      return
    }
    if (role === 'valued') at++
  }
  readInput(name, interpreter.language, call, reading)
}

type Role = 'dynamic' | 'code' | 'valued' | 'option' | 'input' | 'done'

function roleOf(name: string, text: string | null, at: number, interpreter: Interpreter): Role {
  if (text === null) return 'dynamic'
  if (interpreter.code.test(text) || (name === 'deno' && at === 0 && text === 'eval')) return 'code'
  if (interpreter.done.test(text)) return 'done'
  if (interpreter.valued.test(text)) return 'valued'
  if (text === '-' || text === '/dev/stdin') return 'input'
  return text.startsWith('-') ? 'option' : 'done'
}

// `perl -e one -e two`: python takes the rest as arguments of the code.
function noteFurtherCode(name: string, interpreter: Interpreter, rest: readonly Word[], role: Role, reading: Reading): void {
  if (role !== 'code' || interpreter.language === 'python') return
  for (const [index, word] of rest.entries()) {
    if (word.value === null || !interpreter.code.test(word.value)) continue
    noteCode(name, interpreter.language, codeOf(word.value, interpreter.code, rest[index + 1]?.value), reading)
  }
}

function noteOption(name: string, text: string, reading: Reading): void {
  if (/^-[mM].*[=(]/.test(text) && name.startsWith('perl')) reading.hazards.add(`${name} ${text} runs code`)
}

// `-c'code'` in one word, `--eval=code`, or the next word.
function codeOf(text: string, option: RegExp, next: string | null | undefined): string | null {
  const rest = text.startsWith('--') ? text.split('=').slice(1).join('=') : text === 'eval' ? '' : text.replace(option, '')
  return rest !== '' ? rest : (next ?? null)
}

function noteCode(name: string, language: Language, code: string | null, reading: Reading): void {
  const risk = code === null ? 'is made at run time' : riskOfCode(language, code)
  if (risk !== undefined) reading.hazards.add(`the code given to ${name} ${risk}`)
}

function readInput(name: string, language: Language, call: Call, reading: Reading): void {
  if (call.input.kind === 'made') reading.hazards.add(`${name} runs what it reads from a pipe`)
  if (call.input.kind === 'text') noteCode(name, language, call.input.text, reading)
}
