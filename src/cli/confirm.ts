import { ClawError } from '../kernel/claw-error.ts'
import { visibleText } from '../kernel/visible-text.ts'
import type { CommandContext } from './command-context.ts'

/** Asks for a word unless --yes was given. False: the person did not type it. Throws USAGE when nobody can be asked. */
export async function confirm(context: CommandContext, question: string, word: string, command = typed(context)): Promise<boolean> {
  if (context.input.options['yes'] === true) return true
  if (!context.interactive)
    throw new ClawError('USAGE', `'${command}' asks before it acts, and nobody can be asked here.`, { fix: `${command} --yes` })
  context.host.out.note(visibleText(question))
  context.host.out.ask(`Type ${word} to go on: `)
  const answer = await context.host.input.readLine(new AbortController().signal)
  return answer?.trim() === word
}

function typed({ input }: CommandContext): string {
  return ['claw', input.command?.name ?? '', ...Object.values(input.args)].join(' ')
}
