import { resolve } from 'node:path'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { toJson } from '../../kernel/json.ts'
import { replayText } from '../../view/replay-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { untilSignal } from '../until-signal.ts'

/** `claw replay <run>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const report = await untilSignal(context.host, (signal) => app.replayRun(id, signal))
  const record = context.input.options['record']
  const path = typeof record === 'string' ? await app.recordRun(id, resolve(context.host.cwd ?? process.cwd(), record)) : undefined
  if (path !== undefined) context.host.out.note(`recorded in ${path}`)
  const text = replayText(report)
  if (report.same) return { text, result: toJson(report) }
  const error = {
    code: 'REPLAY_DIVERGED',
    message: report.first?.hint ?? `Run ${id} does something else than its record says.`,
    fix: `claw runlog ${id}`,
  }
  return { text, result: toJson(report), error, exit: EXIT_CODES.failed }
}
