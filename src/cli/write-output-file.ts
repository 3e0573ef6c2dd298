import { renameSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { CommandContext } from './command-context.ts'
import type { CommandOutcome } from './command-spec.ts'

/** With --output-file the result goes there and not to stdout; whole or not at all. */
export function writeOutputFile(outcome: CommandOutcome, context: CommandContext): CommandOutcome {
  const target = context.input.options['output-file']
  if (typeof target !== 'string' || outcome.written === true) return outcome
  const path = resolve(context.host.cwd ?? process.cwd(), target)
  const text = context.input.output === 'json' ? JSON.stringify(outcome.document ?? outcome.result) : (outcome.text ?? '')
  try {
    writeFileSync(`${path}.part`, `${text}\n`)
    renameSync(`${path}.part`, path)
  } catch (error) {
    throw new ClawError('USAGE', `--output-file: ${path} cannot be written.`, {
      fix: 'Name a file in a folder that you can write to.',
      cause: error,
    })
  }
  context.host.out.note(`result  ${path}`)
  if (outcome.error !== undefined && context.input.output === 'json') context.host.out.note(outcome.error.message)
  return context.input.output === 'json' ? { ...outcome, written: true } : { ...outcome, text: '' }
}
