import { record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { skipOptions } from './skip-options.ts'

const RUNS = /\bsystem\s*\(|\|&|\|\s*getline|\bprintf?\b[^;}\n]*[^|]\|(?!\|)|@(?:load|include|\w+\s*\()|["']\s*\|/
const WRITES = /\bprintf?\b[^;}\n]*?>>?\s*("(?:[^"\\]|\\.)*"|[^\s;}]+)/g

/** awk starts programs by `system()` and pipes, and writes files by `print > "file"`. */
export function readAwk(call: Call, reading: Reading): true {
  record(call, reading)
  const skipped = skipOptions(call.args, {
    short: 'bcCkMnOPrsStV',
    valued: 'Fvf',
    long: ['csv', 'posix', 'traditional', 'sandbox', 'version', 're-interval', 'bignum'],
    longValued: ['field-separator', 'assign', 'file'],
  })
  if (skipped === null) reading.hazards.add('an option of awk that is not known')
  else if (skipped.given['f'] ?? skipped.given['file']) return true
  else noteProgram(skipped.rest[0]?.value ?? null, reading)
  return true
}

function noteProgram(program: string | null, reading: Reading): void {
  if (program === null) {
    reading.hazards.add('the program of awk is made at run time')
    return
  }
  if (RUNS.test(program)) reading.hazards.add('the program of awk starts other programs')
  for (const [, target = ''] of program.matchAll(WRITES)) reading.redirects.push({ op: 'awk >', path: literal(target), writes: true })
}

function literal(target: string): string | null {
  return /^"[^"\\]*"$/.test(target) ? target.slice(1, -1) : null
}
