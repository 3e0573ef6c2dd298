import { createHash } from 'node:crypto'
import { ClawError } from '../../../kernel/claw-error.ts'
import type { FileThing } from '../../../protocol/file-change.ts'
import type { FileChangeRecord } from '../../../store/records.ts'
import { wholeFile } from '../../../tools/file-io/file-chunks.ts'
import type { PathJail } from '../../../tools/path-jail.ts'
import type { Services } from '../../open-services.ts'
import { listRunFiles } from './list-run-files.ts'
import type { RunFileAddress } from './run-file-functions-port.ts'
import { runFileJail } from './run-file-jail.ts'

const MAX_BYTES = 16 * 1024 * 1024

/** Throws NOT_FOUND for what the run neither changed nor named, and for content that is nowhere any more. */
export async function contentOfRunFile(services: Services, run_id: string, { path, side, change }: RunFileAddress): Promise<Uint8Array> {
  const row = (await listRunFiles(services, run_id)).find((one) => one.path === path)
  if (row === undefined)
    throw new ClawError('NOT_FOUND', `Run ${run_id} has nothing to do with '${path}'.`, { fix: `claw watch ${run_id}` })
  const jail = await runFileJail(services)
  if (side === 'now') return onDisk(jail, jail.resolve(path))
  const record = services.store.changes.list(run_id).find(({ id, to_path, path: at }) => id === change && jail.show(to_path ?? at) === path)
  if (record === undefined) throw new ClawError('NOT_FOUND', `'${path}' has no change ${change ?? ''} in run ${run_id}.`)
  return contentOfChange(services, { record, side, jail })
}

interface Side {
  readonly record: FileChangeRecord
  readonly side: 'before' | 'after'
  readonly jail: PathJail
}

/** What stood at the path before or after a change: kept as an image, or still there. Nothing stood there: no bytes. */
export async function contentOfChange(services: Pick<Services, 'store'>, { record, side, jail }: Side): Promise<Uint8Array> {
  const path = jail.resolve(side === 'after' ? (record.to_path ?? record.path) : record.path)
  const thing = record[side]
  if (thing.kind !== 'file') return new Uint8Array()
  const kept = side === 'before' && record.image !== null ? record.image : thing.sha256
  const image = kept === null ? undefined : services.store.images.read(kept)
  if (image !== undefined) return image
  // A move keeps no image: what was moved lies where it went, as long as nobody has changed it.
  const places = [path, ...(side === 'before' && record.to_path !== null ? [jail.resolve(record.to_path)] : [])]
  for (const place of places) {
    const content = await ifSame(jail, place, thing)
    if (content !== undefined) return content
  }
  throw new ClawError('NOT_FOUND', `What '${jail.show(path)}' held ${side} that change is not kept any more.`)
}

async function ifSame(jail: PathJail, path: string, thing: FileThing & { kind: 'file' }): Promise<Uint8Array | undefined> {
  try {
    const content = await onDisk(jail, path)
    return createHash('sha256').update(content).digest('hex') === thing.sha256 ? content : undefined
  } catch (error) {
    if (error instanceof ClawError) return undefined
    throw error
  }
}

async function onDisk(jail: PathJail, path: string): Promise<Uint8Array> {
  const file = jail.openFile(path)
  try {
    return await wholeFile(file, MAX_BYTES, new AbortController().signal)
  } finally {
    file.close()
  }
}
