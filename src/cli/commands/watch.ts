import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { followRun } from '../follow-run.ts'

/** `claw watch <run>`: Ctrl-C leaves, and the run goes on. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const leave = new AbortController()
  context.host.out.onClosed(() => leave.abort())
  const outcome = await followRun(await app.watchRun(id, leave.signal), context)
  if (context.input.output === 'text') context.host.out.note(`its steps, for another run to go on from: claw fork ${id.slice(0, 4)}`)
  return outcome
}
