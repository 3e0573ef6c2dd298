import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { sleep } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { RunEvent } from '../../protocol/events.ts'
import { formatBytes } from '../../view/format.ts'
import type { RunData, RunEffect } from '../../view/menu/places/run/run-io.ts'
import { visibleLine } from '../../view/shown-text.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

type RunDesk = Desk<RunData>

export const performRun: Performer<'run'> = async (effect, desk) => {
  if (effect.do === 'watch') return watch(effect.run_id, desk)
  try {
    await act(effect, desk)
  } finally {
    desk.tell({ type: 'idle' })
  }
}

async function act(effect: Exclude<RunEffect, { do: 'watch' }>, desk: RunDesk): Promise<void> {
  const { run_id } = effect
  switch (effect.do) {
    case 'stop':
      return stop(effect, desk)
    case 'rerun': {
      const app = await desk.appToWork()
      const { run_id: started } = await app.startDetached(await app.rerunOptions(run_id), { wait: true })
      return desk.tell({ type: 'started', run_id: started, what: 'The same again is run' })
    }
    case 'resume':
      await (await desk.appToWork()).resumeDetached(run_id, effect.wish, { wait: true })
      return desk.say({ text: 'It goes on in a process of its own.', as: 'good' })
    case 'fork-steps':
      return desk.tell({ type: 'fork-steps', step: effect.step, steps: await (await desk.app()).forkSteps(run_id) })
    case 'fork': {
      const fork = await (await desk.appToWork()).forkDetached(run_id, { from: effect.from, set: effect.set }, { wait: true })
      return desk.tell({ type: 'started', run_id: fork.run_id, what: 'The fork is run' })
    }
    case 'undo':
      return desk.tell({ type: 'undo', report: await (await desk.app()).undoRun(run_id, { paths: [], dryRun: effect.dryRun }) })
    case 'replay':
      return desk.tell({ type: 'replay', report: await (await desk.app()).replayRun(run_id, desk.signal) })
    case 'export':
      return exportRun(effect, desk)
    case 'whole-result':
      return writeResult(effect, desk)
    default:
      return effect satisfies never
  }
}

const LOOK_MS = 1000
const BATCH_MS = 50

/** Follows it to its end, and again when somebody resumes it, until the screen is left. */
async function watch(prefix: string, desk: RunDesk): Promise<void> {
  const app = await desk.app()
  const { id: run_id, workspace } = await app.locate('run', prefix)
  if (workspace !== app.config.workspace)
    throw new ClawError('NOT_FOUND', `Run ${run_id} is in another workspace.`, { fix: `cd ${workspace} && claw` })
  const { signal } = desk
  let seen = 0
  while (!signal.aborted) {
    desk.tell({ type: 'row', row: await app.getRun(run_id) })
    const batch = batched((events) => desk.tell({ type: 'events', events }))
    const run = await app.watchRun(run_id, signal)
    const stop = run.subscribe((event) => {
      if (event.seq <= seen) return
      seen = event.seq
      batch.add(event)
    })
    const looks = setInterval(() => {
      app.getRun(run_id).then(
        (row) => desk.tell({ type: 'row', row }),
        () => undefined,
      )
    }, LOOK_MS)
    try {
      await run.done
    } finally {
      stop()
      clearInterval(looks)
      batch.flush()
    }
    desk.tell({ type: 'row', row: await app.getRun(run_id) })
    await nextEvents(run_id, seen, desk)
  }
}

async function nextEvents(run_id: string, seen: number, { app, signal, tell }: RunDesk): Promise<void> {
  const opened = await app()
  for (;;) {
    await sleep(LOOK_MS, signal)
    if ((await opened.events(run_id, { after_seq: seen })).length > 0) return
    tell({ type: 'row', row: await opened.getRun(run_id) })
  }
}

// A run that ended long ago has thousands of them at once.
function batched(tell: (events: readonly RunEvent[]) => void): { add(event: RunEvent): void; flush(): void } {
  let waiting: RunEvent[] = []
  let timer: NodeJS.Timeout | undefined
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length > 0) tell(waiting)
    waiting = []
  }
  return {
    add: (event) => {
      waiting.push(event)
      timer ??= setTimeout(flush, BATCH_MS)
    },
    flush,
  }
}

async function stop({ run_id, force }: Extract<RunEffect, { do: 'stop' }>, desk: RunDesk): Promise<void> {
  const { was_running, status, killed } = await (await desk.app()).cancelRun(run_id, { force })
  if (!was_running) return desk.say({ text: `It had ended before (${status}).`, as: 'warn' })
  desk.say({ text: killed === null ? 'It is being stopped.' : `It was killed (${killed}).`, as: 'good' })
}

async function exportRun({ run_id, path }: Extract<RunEffect, { do: 'export' }>, desk: RunDesk): Promise<void> {
  const app = await desk.app()
  const { path: made, files } = await app.exportRun(run_id, resolve(app.config.workspace, path))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  desk.say({ text: visibleLine(`${formatBytes(bytes)} in ${made}`), as: 'good' })
}

async function writeResult({ run_id, call, path }: Extract<RunEffect, { do: 'whole-result' }>, desk: RunDesk): Promise<void> {
  const app = await desk.app()
  const text = await app.wholeResult(run_id, call)
  const file = resolve(app.config.workspace, path)
  try {
    await writeFile(file, `${text}\n`, { flag: 'wx' })
  } catch (error) {
    throw new ClawError('USAGE', `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`, {
      fix: 'Name another file.',
      cause: error,
    })
  }
  desk.say({ text: visibleLine(`${formatBytes(Buffer.byteLength(text))} in ${file}`), as: 'good' })
}
