import type { CancelledRun } from '../../app/runs/run-care-port.ts'
import { toJson } from '../../kernel/json.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw cancel-run <run> [--force]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const asked = await app.cancelRun(id, { force: context.input.options['force'] === true })
  return { text: toldText(asked), result: toJson(asked) }
}

function toldText({ run_id, status, was_running, killed }: CancelledRun): string {
  if (!was_running) return `Run ${run_id} had ended before: ${status}.`
  switch (killed) {
    case null:
      return `Run ${run_id} was asked to stop (now ${status}).`
    case 'by owner':
      return `Run ${run_id} was killed (now ${status}).`
    case 'from outside':
      return `Run ${run_id} was killed (now ${status}); the process that held it did not answer, and has lost it.`
    case 'no owner':
      return `Run ${run_id} was ended (now ${status}); no process held it.`
    default:
      return killed satisfies never
  }
}
