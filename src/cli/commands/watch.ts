import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { followRun } from '../follow-run.ts'

/** `claw watch <run>`: Ctrl-C leaves, and the run goes on. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const leave = new AbortController()
  context.host.out.onClosed(() => leave.abort())
  return followRun(await app.watchRun(id, leave.signal), context)
}
