import { resolve } from 'node:path'
import type { RunsData, RunsEffect, RunsLook } from '../../view/menu/places/runs/runs-io.ts'
import { runFilter } from '../../view/run-filter.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

type RunsDesk = Desk<RunsData>

export const performRuns: Performer<'runs'> = async (effect, desk) => {
  if (effect.do === 'look') return look(effect.look, desk)
  try {
    await act(effect, desk)
  } finally {
    desk.tell({ type: 'idle' })
  }
}

async function look(wanted: RunsLook, desk: RunsDesk): Promise<void> {
  try {
    const { filter, order, limit } = wanted
    const { query } = runFilter(filter, Date.now())
    desk.tell({ type: 'looked', look: wanted, page: await (await desk.app()).pageRuns({ ...query, order, limit }) })
  } finally {
    desk.tell({ type: 'rested' })
  }
}

async function act(effect: Exclude<RunsEffect, { do: 'look' }>, desk: RunsDesk): Promise<void> {
  const { run_id } = effect
  const app = await desk.appToWork()
  switch (effect.do) {
    case 'stop': {
      const { was_running, status, killed } = await app.cancelRun(run_id, { force: effect.force })
      if (!was_running) return desk.say({ text: `It had ended before (${status}).`, as: 'warn' })
      const lost = killed === 'from outside' ? ' Its process did not answer and has lost it.' : ''
      return desk.say({
        text: killed === null && status !== 'cancelled' ? 'It was asked to stop.' : `It has ended (${status}).${lost}`,
        as: 'good',
      })
    }
    case 'resume':
      await app.resumeDetached(run_id, effect.in_doubt === null ? {} : { in_doubt: effect.in_doubt }, { wait: true })
      return desk.say({ text: 'It goes on in a process of its own.', as: 'good' })
    case 'rerun': {
      const again = await app.startDetached(await app.rerunOptions(run_id), { wait: true })
      return desk.tell({ type: 'started', run_id: again.run_id, what: 'It is run once more.' })
    }
    case 'draft': {
      const { draftOf } = await import('../../app/runs/draft-of.ts')
      return desk.tell({ type: 'draft', draft: draftOf(await app.rerunOptions(run_id)) })
    }
    case 'steps':
      return desk.tell({ type: 'steps', run_id, steps: await app.forkSteps(run_id) })
    case 'fork': {
      const fork = await app.forkDetached(run_id, { from: effect.from, set: [] }, { wait: true })
      return desk.tell({ type: 'started', run_id: fork.run_id, what: `It goes on from ${effect.from} as another run.` })
    }
    case 'undo': {
      const report = await app.undoRun(run_id, { paths: [], dryRun: effect.dryRun })
      if (effect.dryRun) return desk.tell({ type: 'undo', report })
      const stays = report.skipped.length === 0 ? '' : `, ${report.skipped.length} stay as they are`
      return desk.say({ text: `${report.undone.length} put back${stays}.`, as: report.skipped.length === 0 ? 'good' : 'warn' })
    }
    case 'export': {
      const { path, files } = await app.exportRun(run_id, resolve(app.config.workspace, effect.path))
      return desk.say({ text: `${files.length} files in ${path}`, as: 'good' })
    }
    default:
      return effect satisfies never
  }
}
