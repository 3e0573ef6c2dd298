import { hidesSubscript } from './check-leaf.ts'
import { joinWords, lookInside, lookInsideScript, record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { plainWord, type Word } from './word.ts'

const SHELLS = /^(?:(?:ba|da|z|k|mk|pdk|a|r?ba|fi|c|tc|ya|x|elvi)?sh|rbash|nu|pwsh|osh|posh)(?:-?[\d.]+)?$/
const TAKES_VALUE = new Set(['-O', '+O', '-o', '+o', '--rcfile', '--init-file'])

/** Shells and the builtins that run a text as commands. */
export function readShell(name: string, call: Call, reading: Reading): boolean {
  if (SHELLS.test(name)) return runShell(name, call, reading)
  const builtin = BUILTINS[name]
  if (builtin === undefined || !Object.hasOwn(BUILTINS, name)) return false
  builtin(call, reading)
  return true
}

const BUILTINS: Readonly<Record<string, (call: Call, reading: Reading) => void>> = {
  eval: (call, reading) => lookInsideScript(joinWords(dropDashes(call.args)), 'eval', call, reading),
  trap: (call, reading) => {
    const [action, ...signals] = dropDashes(call.args)
    record(call, reading)
    if (signals.length > 0 && action?.value !== '-' && action?.value !== '') lookInsideScript(action, 'trap', call, reading)
  },
  command: (call, reading) => {
    const [first, ...rest] = call.args
    if (first?.value === '-v' || first?.value === '-V') return record(call, reading)
    if (first?.value === '-p' || first?.value === '--') return lookInside(rest, 'command', call, reading)
    return lookInside(call.args, 'command', call, reading)
  },
  source: readSource,
  '.': readSource,
  alias: (call, reading) => {
    if (call.args.length > 0) reading.hazards.add('an alias changes what a name stands for')
    record(call, reading)
  },
  ...Object.fromEntries(
    ['enable', 'bind', 'complete', 'compgen'].map((name) => [
      name,
      (call: Call, reading: Reading): void => oddBuiltin(name, call, reading),
    ]),
  ),
  hash: (call, reading) => {
    if (call.args.some((word) => word.value !== '-r')) reading.hazards.add('hash changes what a name stands for')
    record(call, reading)
  },
  shopt: (call, reading) => {
    if (call.args.some((word) => word.value === null || word.value === 'expand_aliases'))
      reading.hazards.add('shopt changes how names are read')
    record(call, reading)
  },
  ...Object.fromEntries(['mapfile', 'readarray'].map((name) => [name, readMapfile])),
  ...Object.fromEntries(['let', 'test', 'read', 'printf', 'wait'].map((name) => [name, readSubscripts])),
}

function oddBuiltin(name: string, call: Call, reading: Reading): void {
  reading.hazards.add(`${name} changes what the shell runs`)
  record(call, reading)
}

function readMapfile(call: Call, reading: Reading): void {
  if (call.args.some((word) => word.value === null || /^-[^-]*C/.test(word.value)))
    reading.hazards.add('mapfile -C runs a command for each line')
  record(call, reading)
}

// bash evaluates a subscript in the name of a variable, quoted or not: `test -v 'a[$(rm x)]'`.
function readSubscripts(call: Call, reading: Reading): void {
  const evaluates = call.program.value !== 'printf' || call.args[0]?.value?.startsWith('-v')
  if (evaluates && call.args.some((word) => hidesSubscript(word.value ?? ''))) reading.hazards.add('a subscript runs a command')
  record(call, reading)
}

function readSource(call: Call, reading: Reading): void {
  const file = call.args[0]?.value
  if (file === null || file === undefined) reading.hazards.add('it sources a file that is made at run time')
  else if (/^\/dev\/|^\/proc\//.test(file)) readInput('source', call, reading)
  record(call, reading)
}

function runShell(name: string, call: Call, reading: Reading): true {
  const { script, operand, dynamic, stdin } = shellArguments(call.args)
  if (dynamic) reading.hazards.add(`the arguments of ${name} are made at run time`)
  else if (script) lookInsideScript(script, `${name} -c`, call, reading)
  else if (operand === undefined || stdin || operand.value === '-' || /^\/dev\/(?:stdin|fd\/)|^\/proc\//.test(operand.value ?? ''))
    readInput(name, call, reading)
  else {
    if (operand.value === null || operand.glob) reading.hazards.add(`${name} runs a file that is made at run time`)
    record(call, reading)
  }
  return true
}

/** A shell without a script reads its standard input. */
function readInput(name: string, call: Call, reading: Reading): void {
  if (call.input.kind === 'made') reading.hazards.add(`${name} runs what it reads from a pipe`)
  if (call.input.kind === 'text') lookInsideScript(plainWord(call.input.text), `${name} <<`, { ...call, input: { kind: 'none' } }, reading)
  else record(call, reading)
}

interface ShellArguments {
  readonly script?: Word | undefined
  readonly operand?: Word | undefined
  readonly dynamic: boolean
  readonly stdin: boolean
}

function shellArguments(args: readonly Word[]): ShellArguments {
  let script = false
  let stdin = false
  for (let at = 0; at < args.length; at++) {
    const word = args[at]
    const text = word?.value
    if (word?.splits || (text === null && at === 0 && args.length > 1)) return { dynamic: true, stdin }
    if (typeof text !== 'string' || !/^[-+]./.test(text) || text === '--') {
      const operand = text === '--' ? args[at + 1] : word
      return script ? { script: operand ?? plainWord(''), dynamic: false, stdin } : { operand, dynamic: false, stdin }
    }
    if (/^-[A-Za-z]*c/.test(text) || text === '--command') script = true
    else if (text.startsWith('--command=') || text.startsWith('--init-command')) return { dynamic: true, stdin }
    if (/^-[A-Za-z]*s/.test(text)) stdin = true
    if (TAKES_VALUE.has(text) || /^[-+][A-Za-z]*[oO]$/.test(text)) at++
    if (text === '--rcfile' || text === '--init-file') return { dynamic: true, stdin }
  }
  return script ? { dynamic: true, stdin } : { dynamic: false, stdin }
}

function dropDashes(args: readonly Word[]): readonly Word[] {
  return args[0]?.value === '--' ? args.slice(1) : args
}
