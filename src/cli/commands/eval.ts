import { resolve } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { EXIT_CODES } from '../../kernel/error-codes.ts'
import { toJson } from '../../kernel/json.ts'
import { evalText } from '../../view/eval-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { untilSignal } from '../until-signal.ts'

/** `claw eval <folder>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { args, options } = context.input
  const at = (path: string): string => resolve(context.host.cwd ?? process.cwd(), path)
  const request = {
    folder: at(args['folder'] ?? ''),
    prompt: typeof options['prompt'] === 'string' ? at(options['prompt']) : null,
    skills: typeof options['skill'] === 'string' ? options['skill'].split('\n') : [],
    max_cost_usd: dollars(options['max-cost']),
    max_tokens: options['max-tokens'] === undefined ? null : Number(options['max-tokens']),
  }
  const app = await context.app()
  const report = await untilSignal(context.host, (signal) => app.evalRuns(request, signal))
  const text = evalText(report, context.list)
  if (report.totals.worse === 0) return { text, result: toJson(report) }
  const message = `${report.totals.worse} of ${report.runs.length} recorded runs do worse.`
  return { text, result: toJson(report), error: { code: 'EVAL_WORSE', message, fix: 'claw eval <folder> --json' }, exit: EXIT_CODES.failed }
}

function dollars(value: unknown): number | null {
  if (value === undefined) return null
  const usd = Number(value)
  if (Number.isFinite(usd) && usd > 0) return usd
  throw new ClawError('USAGE', `--max-cost takes US dollars above 0, not '${String(value)}'.`)
}
