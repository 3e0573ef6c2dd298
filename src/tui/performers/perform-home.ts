import { ClawError } from '../../kernel/claw-error.ts'
import type { HomeData, HomeEffect } from '../../view/menu/places/home/home-io.ts'
import { visibleLine } from '../../view/shown-text.ts'
import { completePaths } from '../complete-paths.ts'
import type { Desk } from '../desk.ts'
import { editText } from '../home/edit-text.ts'
import { startRun } from '../home/start-run.ts'
import { addToHistory, readHistory } from '../home/task-history.ts'
import type { Performer } from '../performer.ts'

export const performHome: Performer<'home'> = async (effect, desk) => {
  switch (effect.do) {
    case 'look':
      return quietly(async () => desk.tell({ type: 'status', status: await (await desk.app()).status() }))
    case 'init':
      return init(desk)
    case 'history':
      return desk.tell({ type: 'history', tasks: readHistory(desk.config) })
    case 'choices':
      return tellChoices(desk)
    case 'start':
      return start(effect, desk)
    case 'edit':
      return desk.tell({ type: 'edited', text: await editText(effect.text, desk) })
    case 'complete':
      return complete(effect, desk)
    case 'outcome':
      return quietly(() => tellOutcome(effect.run_id, desk))
    default:
      return effect satisfies never
  }
}

async function tellChoices(desk: Desk<HomeData>): Promise<void> {
  const { optionChoices } = await import('../../app/runs/option-choices.ts')
  desk.tell({ type: 'choices', choices: await optionChoices(await desk.app()) })
}

// Asked once a second: a store that cannot be read is told where it is needed, not over and over.
async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
  }
}

async function init(desk: Desk<HomeData>): Promise<void> {
  const { workspace, created } = await (await desk.appToWork()).init()
  const made = created.length === 0 ? 'everything was there already' : `made ${created.join(', ')}`
  desk.say({ text: visibleLine(`Workspace ${workspace}: ${made}`), as: 'good' })
}

async function start({ request, written }: Extract<HomeEffect, { do: 'start' }>, desk: Desk<HomeData>): Promise<void> {
  const run_id = await startRun(request, desk).catch((error: unknown) => {
    desk.tell({ type: 'not-started' })
    throw error
  })
  desk.tell({ type: 'started', run_id, task: keptTask(written, desk) })
}

// The run goes on already: a history that cannot be written must not look like a run that was not started.
function keptTask(written: string, desk: Desk<HomeData>): string {
  try {
    return addToHistory(desk.config, written)
  } catch (error) {
    desk.say({
      text: `The run has started; its task is not kept in the history (${error instanceof Error ? error.message : String(error)}).`,
      as: 'warn',
    })
    return ''
  }
}

async function complete({ query, for: where }: Extract<HomeEffect, { do: 'complete' }>, desk: Desk<HomeData>): Promise<void> {
  // The options ask for a folder.
  const paths = await completePaths(query, desk, where === 'task' ? 'all' : 'folders')
  desk.tell({ type: 'paths', query, paths, for: where })
}

async function tellOutcome(run_id: string, desk: Desk<HomeData>): Promise<void> {
  const app = await desk.app()
  const { status } = await app.getRun(run_id)
  const refused = (await app.events(run_id, { tail: 20 })).findLast(({ type }) => type === 'plan.rejected')
  const suggestions = status === 'failed' && refused?.type === 'plan.rejected' ? refused.data.suggestions : []
  desk.tell({ type: 'outcome', run_id, status, suggestions })
}
