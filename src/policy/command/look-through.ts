import { readFind, readXargs } from './find-and-xargs.ts'
import { readGit } from './git-options.ts'
import { readInterpreter } from './interpreters.ts'
import { record } from './look-inside.ts'
import { baseName } from './program-name.ts'
import type { Call, Reading } from './reading.ts'
import { checkRunningOptions } from './running-options.ts'
import { readShell } from './shells.ts'
import { unwrap } from './unwrap.ts'

type Look = (name: string, call: Call, reading: Reading) => boolean

/** Each takes the programs that it knows; the first that does has the word. */
const LOOKS: readonly Look[] = [readShell, unwrap, readFind, readXargs, readInterpreter, readGit]

/** Records a command, and what it runs in its turn: the programs inside of `env`, `xargs`, `sh -c`, `find -exec` and their like. */
export function lookThrough(call: Call, reading: Reading): void {
  const program = call.program.glob ? null : call.program.value
  if (program === null) {
    reading.hazards.add('the name of a program is made at run time')
    record({ ...call, program: { ...call.program, value: null } }, reading)
  } else lookAtProgram(program, call, reading)
}

function lookAtProgram(program: string, call: Call, reading: Reading): void {
  const name = baseName(program)
  if (!/^[\x21-\x7e]+$/.test(program) || program.startsWith('-'))
    reading.hazards.add(`the name of a program holds odd characters (${JSON.stringify(program.slice(0, 60))})`)
  if (/^ld(?:-linux[^/]*)?\.so/.test(name)) reading.hazards.add('it starts a program through the loader')
  if (call.background && reading.functions.has(program)) reading.hazards.add('a function that starts copies of itself')
  if (LOOKS.some((look) => look(name, call, reading))) return
  checkRunningOptions(name, call, reading)
  record(call, reading)
}
