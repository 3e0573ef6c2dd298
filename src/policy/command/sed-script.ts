import { record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'

/** sed starts programs by the `e` command and flag, and writes files by `w`. */
export function readSed(call: Call, reading: Reading): true {
  record(call, reading)
  const scripts: (string | null)[] = []
  let operand: string | null | undefined
  for (let at = 0; at < call.args.length; at++) {
    const word = call.args[at]
    if (word?.splits) reading.hazards.add('an argument of sed is made at run time')
    const text = word?.value ?? null
    if (text === '-f' || text === '--file' || text?.startsWith('--file=')) return true
    if (text === '-e' || text === '--expression') scripts.push(call.args[++at]?.value ?? null)
    else if (text?.startsWith('--expression=')) scripts.push(text.slice(13))
    else if (/^-[a-zA-Z]*e$/.test(text ?? '') && !/^-[a-zA-Z]*i/.test(text ?? '')) scripts.push(call.args[++at]?.value ?? null)
    else if (text === null || !text.startsWith('-')) operand = operand === undefined ? text : operand
    else if (text === '-l' || text === '--line-length') at++
  }
  for (const script of scripts.length > 0 ? scripts : [operand ?? null]) noteScript(script, reading)
  return true
}

function noteScript(script: string | null, reading: Reading): void {
  if (script === null) return
  const found = readScript(script)
  if (found === undefined) reading.hazards.add('a sed script that is not understood')
  else if (found.runs) reading.hazards.add('the script of sed starts other programs')
  for (const path of found?.writes ?? []) reading.redirects.push({ op: 'sed w', path, writes: true })
}

interface Found {
  runs: boolean
  writes: string[]
}

const ADDRESS = /^(?:\d+(?:~\d+)?|\$|\+\d+|~\d+)/

/** Goes through the commands of a script. undefined where a command is not known. */
function readScript(script: string): Found | undefined {
  const found: Found = { runs: false, writes: [] }
  let rest = script
  for (let steps = 0; rest !== ''; steps++) {
    if (steps > 2000) return undefined
    const next = readOne(rest, found)
    if (next === undefined) return undefined
    rest = next
  }
  return found
}

function readOne(text: string, found: Found): string | undefined {
  const rest = skipAddresses(text.replace(/^[\s;{}]+/, ''))
  if (rest === undefined || rest === '') return rest
  const command = rest[0] ?? ''
  const after = rest.slice(1)
  if (command === '#') return after.replace(/^[^\n]*/, '')
  if (command === 's') return readSubstitute(after, found)
  if (command === 'y') return skipParts(after, 2)
  if (command === 'e') found.runs = true
  if (command === 'w' || command === 'W') found.writes.push(lineOf(after))
  if (/[aicrRwWe]/.test(command)) return skipText(after)
  if (/[btT:]/.test(command)) return after.replace(/^[^;\n}]*/, '')
  if (/[dDgGhHnNpPxqQlLzF={}]/.test(command)) return after.replace(/^\s*\d*/, '')
  return undefined
}

// Text of `a`, `i`, `c` goes on over line ends that are escaped.
function skipText(text: string): string {
  return text.replace(/^(?:\\[\s\S]|[^\\\n])*/, '')
}

function lineOf(text: string): string {
  return (text.split('\n')[0] ?? '').trim()
}

function skipAddresses(text: string): string | undefined {
  let rest = text
  for (let count = 0; count < 2; count++) {
    const plain = ADDRESS.exec(rest)
    if (plain) rest = rest.slice(plain[0].length)
    else if (rest.startsWith('/')) rest = skipFlags(skipParts(rest, 1))
    else if (rest.startsWith('\\') && rest.length > 1) rest = skipFlags(skipParts(rest.slice(1), 1))
    else break
    if (rest === '\0') return undefined
    rest = rest.replace(/^\s*/, '')
    if (!rest.startsWith(',')) break
    rest = rest.slice(1).replace(/^\s*/, '')
  }
  return rest.replace(/^[\s!]*/, '')
}

function skipFlags(text: string | undefined): string {
  return text === undefined ? '\0' : text.replace(/^[IM]+/, '')
}

function readSubstitute(text: string, found: Found): string | undefined {
  const rest = skipParts(text, 2)
  if (rest === undefined) return undefined
  const flags = /^[gpiImMe0-9]*/.exec(rest)?.[0] ?? ''
  if (flags.includes('e')) found.runs = true
  const after = rest.slice(flags.length)
  if (!after.startsWith('w')) return /^[\s;}#]|^$/.test(after) ? after : undefined
  found.writes.push(lineOf(after.slice(1)))
  return after.replace(/^[^\n]*/, '')
}

/** Skips `/one/` or `/one/two/`, whatever the delimiter is; a bracket expression may hold it. */
function skipParts(text: string, parts: number): string | undefined {
  const delimiter = text[0]
  if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return undefined
  let left = parts
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === delimiter && --left === 0) return text.slice(at + 1)
  }
  return undefined
}
