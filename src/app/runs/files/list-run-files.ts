import { ClawError } from '../../../kernel/claw-error.ts'
import type { FileThing } from '../../../protocol/file-change.ts'
import type { Artifact } from '../../../protocol/messages.ts'
import type { FileChangeRecord } from '../../../store/records.ts'
import type { PathJail } from '../../../tools/path-jail.ts'
import { isSameThing, lookAt } from '../../../tools/undo/look-at.ts'
import type { RunFileChange, RunFileRow } from '../../../view/run-file-rows.ts'
import type { Services } from '../../open-services.ts'
import { requireRun } from '../../run-functions.ts'
import { runFileJail } from './run-file-jail.ts'

/** Files that a run changed or named, by path. */
export async function listRunFiles(services: Services, run_id: string): Promise<RunFileRow[]> {
  requireRun(services, run_id)
  const jail = await runFileJail(services)
  const changes = services.store.changes.list(run_id)
  const named = namedFiles(services, run_id, jail)
  const paths = [...new Set([...changes.map(placeOf), ...named.keys()])].sort()
  const rowAt = (path: string): Promise<RunFileRow> =>
    rowOf(path, { jail, changes: changes.filter((change) => placeOf(change) === path), named: named.get(path) ?? null })
  return Promise.all(paths.map(rowAt))
}

function placeOf({ path, to_path }: FileChangeRecord): string {
  return to_path ?? path
}

type Named = NonNullable<RunFileRow['named']>

function namedFiles({ store }: Services, run_id: string, jail: PathJail): Map<string, Named> {
  return new Map(
    store.events
      .ofType(run_id, 'subtask.succeeded')
      .flatMap(({ type, subtask_id, data }) =>
        type === 'subtask.succeeded'
          ? data.artifacts.map((artifact) => [absolute(artifact, jail), namedBy(artifact, subtask_id ?? '')] as const)
          : [],
      ),
  )
}

function namedBy({ sha256, bytes }: Artifact, subtask_id: string): Named {
  return { subtask_id, sha256: sha256 ?? null, bytes: bytes ?? null }
}

// Said by an agent: what leads out of the workspace is listed, and out of reach.
function absolute({ path }: Artifact, jail: PathJail): string {
  try {
    return jail.resolve(path)
  } catch (error) {
    if (error instanceof ClawError) return path
    throw error
  }
}

interface Known {
  readonly jail: PathJail
  readonly changes: readonly FileChangeRecord[]
  readonly named: Named | null
}

async function rowOf(path: string, { jail, changes, named }: Known): Promise<RunFileRow> {
  const shown = { path: jail.show(path), named, changes: changes.map((change) => toChange(change, jail)) }
  try {
    jail.resolve(path)
    const thing = await lookAt(path, { jail, signal: new AbortController().signal })
    return { ...shown, thing, now: standing(thing, changes), refused: '' }
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
    return { ...shown, thing: { kind: 'none' }, now: 'out_of_reach', refused: error.message }
  }
}

function standing(now: FileThing, changes: readonly FileChangeRecord[]): RunFileRow['now'] {
  if (now.kind === 'none') return 'gone'
  const left = changes.findLast(({ state }) => state === 'made')
  if (left === undefined) return 'unchanged'
  return isSameThing(now, left.after) ? 'as_left' : 'changed_since'
}

function toChange({ id, op, path, to_path, subtask_id, attempt, ...rest }: FileChangeRecord, jail: PathJail): RunFileChange {
  const { before, after, state, has_image, note, at } = rest
  const from_path = to_path === null ? null : jail.show(path)
  return { id, op, from_path, subtask_id, attempt, before, after, undone: state === 'undone', kept: has_image, note, at }
}
