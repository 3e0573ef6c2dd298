import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw cancel-run <run>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const asked = await app.cancelRun(id)
  const text = asked.was_running ? `Run ${id} was asked to stop (now ${asked.status}).` : `Run ${id} had ended before: ${asked.status}.`
  return { text, result: asked }
}
