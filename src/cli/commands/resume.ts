import type { App, ResumeOptions } from '../../app/app-port.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { conductRun } from '../conduct-run.ts'
import { limitValue } from '../limit-value.ts'
import { writeOutputFile } from '../write-output-file.ts'

/** `claw resume [run]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await findRun(context)
  requireUsableProvider(app.config)
  const options = resumeOptions(context)
  const toldSeq = (await app.events(id, { tail: 1 }))[0]?.seq ?? 0
  const outcome = await conductRun((prompter) => app.resumeRun(id, { ...options, ...prompter }), context, { app, toldSeq })
  return writeOutputFile(outcome, context)
}

function resumeOptions({ input: { options } }: CommandContext): ResumeOptions {
  const verdict = options['in-doubt'] as ResumeOptions['in_doubt']
  const max_tokens = limitValue(options['max-tokens'] as string | undefined)
  const max_cost_usd = limitValue(options['max-cost'] as string | undefined)
  const timeout = options['timeout']
  return {
    ...(verdict === undefined ? {} : { in_doubt: verdict }),
    ...(max_tokens === undefined ? {} : { max_tokens }),
    ...(max_cost_usd === undefined ? {} : { max_cost_usd }),
    ...(timeout === undefined ? {} : { timeout_ms: Math.round(Number(timeout) * 1000) }),
  }
}

async function findRun(context: CommandContext): Promise<{ app: App; id: string }> {
  const prefix = context.input.args['run']
  if (prefix !== undefined) return context.locate('run', prefix)
  const app = await context.app()
  const runs = await app.listRuns({ limit: 50 })
  const newest = runs.find((row) => ['waiting', 'interrupted'].includes(row.status))
  if (newest !== undefined) return { app, id: newest.run_id }
  throw new ClawError('NOT_FOUND', 'No run of this workspace waits or was interrupted.', { fix: 'claw runs' })
}
