import { ClawError } from '../kernel/claw-error.ts'
import { visibleText } from '../kernel/visible-text.ts'
import type { CommandContext } from './command-context.ts'

/** Asks for a word unless --yes was given. False: the person did not type it. Throws USAGE when nobody can be asked. */
export async function confirm(context: CommandContext, question: string, word: string): Promise<boolean> {
  if (context.input.options['yes'] === true) return true
  const words = ['claw', context.input.command?.name ?? '', ...Object.values(context.input.args)].join(' ')
  if (!context.interactive)
    throw new ClawError('USAGE', `'${words}' asks before it acts, and nobody can be asked here.`, { fix: `${words} --yes` })
  context.host.out.note(visibleText(question))
  context.host.out.ask(`Type ${word} to go on: `)
  const typed = await context.host.input.readLine(new AbortController().signal)
  return typed?.trim() === word
}
