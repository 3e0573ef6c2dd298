import { ClawError } from '../../../kernel/claw-error.ts'
import { visibleLine } from '../../../kernel/visible-text.ts'
import type { FileChangeRecord } from '../../../store/records.ts'
import type { RunFileDiff } from '../../../view/run-file-rows.ts'
import { comparedContent } from '../../compared-content.ts'
import type { Services } from '../../open-services.ts'
import { requireRun } from '../../run-functions.ts'
import { contentOfChange } from './content-of-run-file.ts'
import { runFileJail } from './run-file-jail.ts'

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
  const { lines, note } = comparedContent(services, before, after)
  if (note !== '') return none(note)
  const head = [header('---', first.before.kind, jail.show(first.path)), header('+++', last.after.kind, path)]
  return { path, lines: [...head, ...lines], note: '' }
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
