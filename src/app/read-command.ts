import type { CommandFacts } from '../policy/command/command-facts.ts'

/** The grammar of the shell is loaded with the first command line, never at a start. */
export async function readCommand(text: string): Promise<CommandFacts> {
  const { parseCommand } = await import('../policy/command/parse-command.ts')
  return parseCommand(text)
}
