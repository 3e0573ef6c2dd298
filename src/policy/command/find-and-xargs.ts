import { lookInside, record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { optionGiven, skipOptions } from './skip-options.ts'
import { plainWord, type Word } from './word.ts'

const EXEC = new Set(['-exec', '-execdir', '-ok', '-okdir'])
const PRINTS = new Set(['-fprint', '-fprintf', '-fprint0', '-fls'])

/** `find -exec` and its like: the command up to `;` or `+`, and the files that it writes itself. */
export function readFind(name: string, call: Call, reading: Reading): boolean {
  if (name === 'fd' || name === 'fdfind') return readFd(call, reading)
  if (name !== 'find' && name !== 'gfind') return false
  record(call, reading)
  if (call.args.some((word) => word.splits)) reading.hazards.add('an argument of find is made at run time')
  for (let at = 0; at < call.args.length; at++) {
    const text = call.args[at]?.value ?? ''
    if (PRINTS.has(text)) reading.redirects.push({ op: `find ${text}`, path: call.args[at + 1]?.value ?? null, writes: true })
    if (!EXEC.has(text)) continue
    const end = call.args.findIndex(
      (word, index) => index > at && (word.value === ';' || (word.value === '+' && call.args[index - 1]?.value === '{}')),
    )
    const words = call.args.slice(at + 1, end === -1 ? undefined : end)
    runFor(words, '{}', `find ${text}`, call, reading)
    if (end === -1) return true
    at = end
  }
  return true
}

function readFd(call: Call, reading: Reading): true {
  record(call, reading)
  const at = call.args.findIndex((word) => ['-x', '-X', '--exec', '--exec-batch'].includes(word.value ?? ''))
  if (at !== -1) runFor([...call.args.slice(at + 1), plainWord('{}')], '{', 'fd --exec', call, reading)
  else if (call.args.some((word) => word.value === null || /^--exec|^-[^-]*[xX]/.test(word.value)))
    reading.hazards.add('fd runs a command that is not clear')
  return true
}

export function readXargs(name: string, call: Call, reading: Reading): boolean {
  if (name !== 'xargs' && name !== 'gxargs') return false
  const skipped = skipOptions(call.args, {
    short: '0rtpxo',
    valued: 'InLPdEsa',
    long: ['null', 'no-run-if-empty', 'verbose', 'interactive', 'exit', 'open-tty'],
    longValued: ['replace', 'max-args', 'max-lines', 'max-procs', 'delimiter', 'arg-file', 'max-chars', 'eof'],
  })
  if (skipped === null) {
    reading.hazards.add('an option of xargs that is not known')
    record(call, reading)
    return true
  }
  const token = optionGiven(skipped, 'I')?.value ?? optionGiven(skipped, 'replace')?.value
  const words = skipped.rest.length === 0 ? [plainWord('echo')] : skipped.rest
  if (token !== undefined) runFor(words, token || '{}', 'xargs', call, reading)
  else runFor([...words, plainWord(null)], '\0', 'xargs', call, reading)
  return true
}

/** Each word that holds the token is filled in with a file name. A script that is put together so may become any command. */
function runFor(words: readonly Word[], token: string, label: string, call: Call, reading: Reading): void {
  const filled = words.map((word) => (word.value?.includes(token) ? plainWord(null) : word))
  lookInside(filled, label, { ...call, input: { kind: 'none' } }, reading)
}
