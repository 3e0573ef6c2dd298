import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { runDocument } from '../../view/run-document.ts'
import { emptyRunView } from '../../view/run-view.ts'
import { againOptions } from '../again-options.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { conductRun } from '../conduct-run.ts'
import { offerLocalModels } from '../offer-local-models.ts'
import { startOptions } from '../start-options.ts'
import { writeOutputFile } from '../write-output-file.ts'

/** `claw run`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const again = await againOptions(context)
  const options = await startOptions(context, again?.before)
  const config = again?.app.config ?? context.config()
  requireUsableProvider(config)
  for (const note of config.notes) context.host.out.note(`note    ${visibleLine(note)}`)
  const app = again?.app ?? (await context.app())
  if (context.input.options['detach'] === true)
    return detached(await app.startDetached(options, { wait: context.input.options['wait'] === true }))
  const outcome = await conductRun((prompter) => app.startRun({ ...options, ...prompter }), context, {
    app,
    planOnly: options.plan_only,
  })
  return writeOutputFile(await offerLocalModels(outcome, context, config), context)
}

function detached(started: { run_id: string; pid: number | null }): CommandOutcome {
  const document = { ...runDocument(emptyRunView(started.run_id)), ok: true, exit_code: 0 }
  return { text: started.run_id, result: { run_id: started.run_id, pid: started.pid }, document }
}
