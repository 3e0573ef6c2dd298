import { resolve } from 'node:path'
import { toJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { formatBytes } from '../../view/format.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw export <run> [path]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const path = resolve(context.host.cwd ?? process.cwd(), context.input.args['path'] ?? `claw-run-${id.slice(0, 8)}`)
  const exported = await app.exportRun(id, path)
  const files = exported.files.map(({ name, bytes }) => `  ${name}   ${formatBytes(bytes)}`)
  return { text: [visibleLine(exported.path), ...files].join('\n'), result: toJson(exported) }
}
