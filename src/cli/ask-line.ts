import { visibleText } from '../kernel/visible-text.ts'
import type { CommandContext } from './command-context.ts'

/** One question, one line; Enter keeps what is present. undefined: the person gave up. */
export async function askLine({ host }: Pick<CommandContext, 'host'>, question: string, present: string): Promise<string | undefined> {
  host.out.ask(`${question}${present === '' ? '' : ` [${visibleText(present)}]`}: `)
  const line = await host.input.readLine(new AbortController().signal)
  return line === undefined ? undefined : line.trim() || present
}
