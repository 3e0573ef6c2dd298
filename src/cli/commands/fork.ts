import type { App, LiveRun, Prompter } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { toJson } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import { runDocument } from '../../view/run-document.ts'
import { emptyRunView } from '../../view/run-view.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { conductRun } from '../conduct-run.ts'
import { writeOutputFile } from '../write-output-file.ts'

/** `claw fork <run> [--from STEP] [--set KEY=VALUE ...]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('run', context.input.args['run'] ?? '')
  const { from, set } = context.input.options
  if (typeof from !== 'string') return listSteps(app, id, set !== undefined)
  const request = { from, set: typeof set === 'string' ? set.split('\n') : [] }
  const start = async (prompter: { prompter?: Prompter }): Promise<LiveRun> => {
    const run = await app.forkRun(id, { ...request, ...prompter })
    await tellChangedFiles(context, app, id)
    return run
  }
  const outcome = await conductRun(start, context, { app })
  return writeOutputFile(outcome, context)
}

async function listSteps(app: App, id: string, changes: boolean): Promise<CommandOutcome> {
  if (changes) throw new ClawError('USAGE', '--set needs --from.', { fix: `claw fork ${id} --from STEP --set ...` })
  const steps = await app.forkSteps(id)
  const width = Math.max(...steps.map(({ address }) => address.length)) + 2
  const text = steps.map(({ address, what }) => `${address.padEnd(width)}${visibleLine(what)}`).join('\n')
  const document = { ...runDocument(emptyRunView(id)), ok: true, exit_code: 0, result: toJson(steps) }
  return { text, result: toJson(steps), document }
}

const SHOWN = 5

/** The other run's work is not undone. */
async function tellChangedFiles({ host, input }: CommandContext, app: App, id: string): Promise<void> {
  const files = await app.changedFiles(id)
  if (files.length === 0 || input.output !== 'text') return
  const shown = files.slice(0, SHOWN).map(visibleLine).join(', ')
  const more = files.length > SHOWN ? ` and ${files.length - SHOWN} more` : ''
  host.out.note(`note    the workspace still holds what run ${id} changed: ${shown}${more}   claw undo ${id}`)
}
