import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { COMMANDS } from '../commands.ts'
import { completionScript, type Shell } from '../completion-script.ts'

/** `claw completion <shell>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const script = completionScript(context.input.args['shell'] as Shell, COMMANDS)
  return { text: script, result: script }
}
