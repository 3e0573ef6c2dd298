import { ClawError } from '../../kernel/claw-error.ts'
import type { FileThing, PlannedFileChange } from '../../protocol/file-change.ts'
import { isSameThing } from './look-at.ts'
import type { VirtualTree } from './virtual-tree.ts'

/** A change as it was recorded; `has_image`: what the file held is still kept. */
export interface RecordedChange extends PlannedFileChange {
  readonly id: number
  readonly has_image: boolean
}

/** `undo`: can be put back. `settled`: it is as it was before already. `skip`: it stays, and why. */
export type UndoVerdict = { readonly verdict: 'undo' | 'settled' } | { readonly verdict: 'skip'; readonly reason: string }

export type UndoStep<Change extends RecordedChange = RecordedChange> = { readonly change: Change } & UndoVerdict

/** The last change first, each judged as if those after it were undone. Leaves in the tree what would be there in the end. */
export async function planUndo<Change extends RecordedChange>(changes: readonly Change[], tree: VirtualTree): Promise<UndoStep<Change>[]> {
  const steps: UndoStep<Change>[] = []
  for (const change of changes.toReversed()) {
    const judged = await judgeUndo(change, tree).catch(refusalOf)
    if (judged.verdict === 'undo') await pretend(change, tree)
    steps.push({ change, ...judged })
  }
  return steps
}

async function judgeUndo(change: RecordedChange, tree: VirtualTree): Promise<UndoVerdict> {
  if (change.op === 'move') return judgeMove(change, tree)
  const { thing } = await tree.look(change.path)
  if (change.op === 'mkdir') return judgeFolder(change, thing, tree)
  if (isSameThing(thing, change.before)) return { verdict: 'settled' }
  if (!isSameThing(thing, change.after)) return skip(changedSince(thing))
  if (change.before.kind === 'file' && !(change.image !== null && change.has_image)) return skip(noImage(change))
  if (change.before.kind === 'other') return skip(noImage(change))
  return { verdict: 'undo' }
}

async function judgeMove(change: RecordedChange, tree: VirtualTree): Promise<UndoVerdict> {
  const [source, target] = [(await tree.look(change.path)).thing, (await tree.look(change.to_path ?? '')).thing]
  if (target.kind === 'none' && isSameThing(source, change.before)) return { verdict: 'settled' }
  if (!isSameThing(target, change.after)) return skip(changedSince(target))
  if (source.kind !== 'none') return skip('something else stands at its old place by now')
  return { verdict: 'undo' }
}

async function judgeFolder({ path }: RecordedChange, thing: FileThing, tree: VirtualTree): Promise<UndoVerdict> {
  if (thing.kind === 'none') return { verdict: 'settled' }
  if (thing.kind !== 'dir') return skip(changedSince(thing))
  return (await tree.isEmpty(path)) ? { verdict: 'undo' } : skip('the folder is not empty')
}

async function pretend(change: RecordedChange, tree: VirtualTree): Promise<void> {
  if (change.op === 'move' && change.to_path !== null) await tree.move(change.to_path, change.path)
  else tree.put(change.path, { thing: change.before, content: change.image === null ? null : { image: change.image } })
}

function skip(reason: string): UndoVerdict {
  return { verdict: 'skip', reason }
}

function changedSince(now: FileThing): string {
  return now.kind === 'none' ? 'it is gone by now' : 'it was changed since'
}

function noImage({ note, image }: RecordedChange): string {
  if (note !== '') return `no before-image was kept: ${note}`
  return image === null ? 'no before-image was kept' : 'its before-image was removed (quota, age or damage)'
}

function refusalOf(error: unknown): UndoVerdict {
  if (!(error instanceof ClawError) || error.code === 'CANCELLED') throw error
  return skip(error.message)
}
