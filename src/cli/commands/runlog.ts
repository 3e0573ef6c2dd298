import { toJson } from '../../kernel/json.ts'
import { visibleJson } from '../../kernel/visible-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

const DEFAULT_TAIL = 100

/** `claw runlog <run>`: the events as they are in the log. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const events = await app.events(id, { tail: Number(context.input.options['tail'] ?? DEFAULT_TAIL) })
  const text = events.map((event) => visibleJson(JSON.stringify(event))).join('\n')
  return { text, result: toJson(events) }
}
