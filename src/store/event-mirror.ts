import { join } from 'node:path'
import { isRunId } from '../kernel/ids.ts'
import { type LoggedEvent, toMirrorLine } from './logged-event.ts'
import { type MirrorFile, openMirrorFile } from './mirror-file.ts'
import { errorCode } from './store-error.ts'

const MAX_OPEN = 32
const BATCH = 500

export interface EventMirror {
  path(run_id: string): string
  /** Appends what the file lacks up to the end of `events`, which are committed and in order. A failing disk never fails a run: the next append goes on. */
  append(run_id: string, events: readonly LoggedEvent[]): void
  /** Brings the file up to the database; with `full`, after checking every line. */
  catchUp(run_id: string, options: { full: boolean }): void
  /** Closes the file: somebody else may write it now. */
  forget(run_id: string): void
  close(): void
}

export interface EventMirrorOptions {
  readonly dir: string
  load(run_id: string, after_seq: number, limit: number): LoggedEvent[]
}

/** Only one process writes a mirror at a time: the owner of the run, or, while it has none, who holds the write lock of the registry. */
export function createEventMirror({ dir, load }: EventMirrorOptions): EventMirror {
  const open = new Map<string, MirrorFile>()

  function path(run_id: string): string {
    if (!isRunId(run_id)) throw new TypeError(`'${run_id.slice(0, 40)}' is not a run id`)
    return join(dir, `${run_id}.jsonl`)
  }

  function append(run_id: string, events: readonly LoggedEvent[]): void {
    const first = events[0]?.seq ?? 0
    withFile(run_id, false, (file) => {
      if (file.lastSeq === first - 1) appendEvents(file, events)
      else appendMissing(run_id, file)
    })
  }

  function catchUp(run_id: string, options: { full: boolean }): void {
    if (options.full) forget(run_id)
    withFile(run_id, options.full, (file) => appendMissing(run_id, file))
  }

  function appendMissing(run_id: string, file: MirrorFile): void {
    for (;;) {
      const missing = load(run_id, file.lastSeq, BATCH)
      appendEvents(file, missing)
      if (missing.length < BATCH) return
    }
  }

  function appendEvents(file: MirrorFile, events: readonly LoggedEvent[]): void {
    const last = events.at(-1)
    if (last !== undefined) file.append(events.map(toMirrorLine).join(''), last.seq)
  }

  function withFile(run_id: string, full: boolean, use: (file: MirrorFile) => void): void {
    try {
      use(open.get(run_id) ?? openFile(run_id, full))
    } catch (error) {
      // The events are safe in the database; a file error here (disk full, folder gone) is mended by the next append or by repairMirror.
      forget(run_id)
      if (errorCode(error) === undefined) throw error
    }
  }

  function openFile(run_id: string, full: boolean): MirrorFile {
    const oldest = open.size >= MAX_OPEN ? open.keys().next().value : undefined
    if (oldest !== undefined) forget(oldest)
    const file = openMirrorFile(path(run_id), { full })
    open.set(run_id, file)
    return file
  }

  function forget(run_id: string): void {
    open.get(run_id)?.close()
    open.delete(run_id)
  }

  function close(): void {
    for (const run_id of [...open.keys()]) forget(run_id)
  }

  return { path, append, catchUp, forget, close }
}
