import { readFind, readXargs } from './find-and-xargs.ts'
import { readGit } from './git-options.ts'
import { readInterpreter } from './interpreters.ts'
import { baseName } from './program-name.ts'
import type { Call, Reading } from './reading.ts'
import { checkRunningOptions } from './running-options.ts'
import { readShell } from './shells.ts'
import { unwrap } from './unwrap.ts'
import type { Word } from './word.ts'

type Look = (name: string, call: Call, reading: Reading) => boolean

/** Each takes the programs that it knows; the first that does has the word. */
const LOOKS: readonly Look[] = [readShell, unwrap, readFind, readXargs, readInterpreter, readGit]

/** Records a command, and what it runs in its turn: the programs inside of `env`, `xargs`, `sh -c`, `find -exec` and their like. */
export function lookThrough(call: Call, reading: Reading): void {
  reading.step()
  const program = call.program.glob ? null : call.program.value
  if (program === null) {
    reading.hazards.add('the name of a program is made at run time')
    record({ ...call, program: { ...call.program, value: null } }, reading)
  } else lookAtProgram(program, call, reading)
}

function lookAtProgram(program: string, call: Call, reading: Reading): void {
  const name = baseName(program)
  if (!/^[\x21-\x7e]+$/.test(program))
    reading.hazards.add(`the name of a program holds odd characters (${JSON.stringify(program.slice(0, 60))})`)
  if (/^ld(?:-linux[^/]*)?\.so/.test(name)) reading.hazards.add('it starts a program through the loader')
  if (LOOKS.some((look) => look(name, call, reading))) return
  checkRunningOptions(name, call, reading)
  record(call, reading)
}

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
  lookThrough({ ...call, program, args, via: [...call.via, label] }, reading)
}

/** The command that another one runs, given as text for a shell. */
export function lookInsideScript(script: Word | undefined, label: string, call: Call, reading: Reading): void {
  if (script === undefined) return
  if (script.value === null || script.splits) reading.hazards.add(`${label} runs a text that is made at run time`)
  else reading.script(script.value, { via: [...call.via, label], background: call.background, input: call.input })
}
