import { ClawError } from '../../../kernel/claw-error.ts'
import { visibleLine } from '../../../kernel/visible-text.ts'
import type { FileChangeRecord } from '../../../store/records.ts'
import { isBinary } from '../../../tools/file-io/file-chunks.ts'
import type { RunFileDiff } from '../../../view/run-file-rows.ts'
import { unifiedDiff } from '../../../view/unified-diff.ts'
import type { Services } from '../../open-services.ts'
import { requireRun } from '../../run-functions.ts'
import { contentOfChange } from './content-of-run-file.ts'
import { runFileJail } from './run-file-jail.ts'

const MAX_BYTES = 512 * 1024

/** From before the one change to after the other; both have to be of one file. */
export async function runFileDiff(services: Services, run_id: string, { from, to }: { from: number; to: number }): Promise<RunFileDiff> {
  requireRun(services, run_id)
  const changes = services.store.changes.list(run_id)
  const [first, last] = [requireChange(changes, from), requireChange(changes, to)]
  const jail = await runFileJail(services)
  const path = jail.show(last.to_path ?? last.path)
  const none = (note: string): RunFileDiff => ({ path, lines: [], note })
  if (first.before.kind === 'dir' || last.after.kind === 'dir') return none('It is a folder.')
  const before = await contentOrWhy(contentOfChange(services, { record: first, side: 'before', jail }))
  const after = await contentOrWhy(contentOfChange(services, { record: last, side: 'after', jail }))
  if (typeof before === 'string') return none(before)
  if (typeof after === 'string') return none(after)
  if (before.length > MAX_BYTES || after.length > MAX_BYTES) return none('It is too large to be compared here.')
  if (isBinary(Buffer.from(before)) || isBinary(Buffer.from(after))) return none('It is no text.')
  const diff = unifiedDiff(Buffer.from(before).toString('utf8'), Buffer.from(after).toString('utf8'))
  if (diff === undefined) return none('The two differ too much for a comparison by lines.')
  const head = [header('---', first.before.kind, jail.show(first.path)), header('+++', last.after.kind, path)]
  return { path, lines: [...head, ...diff.flatMap((line) => shownLines(services, line))], note: '' }
}

function requireChange(changes: readonly FileChangeRecord[], id: number): FileChangeRecord {
  const change = changes.find((one) => one.id === id)
  if (change === undefined) throw new ClawError('NOT_FOUND', `There is no change ${id} in this run.`)
  return change
}

async function contentOrWhy(content: Promise<Uint8Array>): Promise<Uint8Array | string> {
  try {
    return await content
  } catch (error) {
    if (error instanceof ClawError && (error.code === 'NOT_FOUND' || error.code === 'FILE_TOO_LARGE')) return error.message
    throw error
  }
}

function header(mark: string, kind: string, path: string): string {
  return `${mark} ${kind === 'file' ? visibleLine(path) : '/dev/null'}`
}

// The last line of a file may bring a note in a line of its own.
function shownLines({ redactor }: Services, line: string): string[] {
  return redactor.text(line).split('\n').map(visibleLine)
}
