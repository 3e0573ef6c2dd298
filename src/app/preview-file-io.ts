import { ClawError } from '../kernel/claw-error.ts'
import { contentNow, plannedContent } from '../tools/file-io/change-content.ts'
import { deletePath } from '../tools/file-io/delete-path.ts'
import type { FileIoInput } from '../tools/file-io/file-io-input.ts'
import { FILE_IO_LIMITS, type FileServices } from '../tools/file-io/file-io-services.ts'
import { hasProtected } from '../tools/file-io/has-protected.ts'
import { makeFolder } from '../tools/file-io/make-folder.ts'
import { moveFiles } from '../tools/file-io/move-files.ts'
import { codeOf, pathError } from '../tools/path-jail-real.ts'
import { lookQuickly } from '../tools/undo/look-at.ts'
import { membersOf } from '../tools/undo/planned-changes.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import { comparedContent } from './compared-content.ts'
import type { Services } from './open-services.ts'
import { runFileJail } from './runs/files/run-file-jail.ts'

const LOOK_MS = 5000
const MAX_PATHS = 100
const MAX_LINES = 5000
const NOTHING = Buffer.alloc(0)

/** What canonical arguments would make of each file, found out as the executor does it before it begins. Nothing is changed. */
export async function previewFileIo(services: Pick<Services, 'redactor' | 'config'>, input: FileIoInput): Promise<ChangePreview[]> {
  const path = input.path ?? input.moves?.[0]?.from ?? ''
  const jail = await runFileJail(services)
  const signal = AbortSignal.timeout(LOOK_MS)
  try {
    return await changesOf(services, input, { jail, limits: FILE_IO_LIMITS, signal })
  } catch (error) {
    const told = { path: jail.show(path), to_path: null, lines: [] }
    if (signal.aborted) return [{ ...told, what: 'unknown', note: 'It takes too long to be looked at.' }]
    if (error instanceof ClawError) return [{ ...told, what: 'refused', note: error.message }]
    if (codeOf(error) === '') throw error
    return [{ ...told, what: 'refused', note: pathError(error, jail.show(path)).message }]
  }
}

async function changesOf(services: Pick<Services, 'redactor'>, input: FileIoInput, files: FileServices): Promise<ChangePreview[]> {
  const { jail } = files
  const path = input.path ?? ''
  const plain = (what: ChangePreview['what']): ChangePreview => ({ path: jail.show(path), to_path: null, what, lines: [], note: '' })
  switch (input.op) {
    case 'write':
    case 'append':
    case 'edit':
      return [await contentChange(services, input, files)]
    case 'mkdir': {
      await makeFolder.prepare(input, files)
      return [plain(lookQuickly(path, jail).kind === 'dir' ? 'same' : 'folder')]
    }
    case 'move':
      await moveFiles.prepare(input, files)
      return first(input.moves ?? [], ({ from, to }) => ({ ...plain('moved'), path: jail.show(from), to_path: jail.show(to) }))
    case 'delete':
      return deletion(services, input, files)
    default:
      return []
  }
}

async function contentChange(services: Pick<Services, 'redactor'>, input: FileIoInput, files: FileServices): Promise<ChangePreview> {
  const path = input.path ?? ''
  const there = lookQuickly(path, files.jail).kind !== 'none'
  const shown = { path: files.jail.show(path), to_path: null }
  const before = await oldContent(path, files)
  const { content } = await plannedContent(input, files)
  if (before === undefined) return { ...shown, what: 'changed', lines: [], note: 'What it holds now is too large to be compared here.' }
  if (there && before.equals(content)) return { ...shown, what: 'same', lines: [], note: 'It holds exactly this already.' }
  return { ...shown, what: there ? 'changed' : 'new', ...bounded(comparedContent(services, before, content)) }
}

/** Members before their folder, as they would go. */
async function deletion(services: Pick<Services, 'redactor'>, input: FileIoInput, files: FileServices): Promise<ChangePreview[]> {
  const { jail } = files
  const path = input.path ?? ''
  await deletePath.prepare(input, files)
  const gone = (at: string): ChangePreview => ({ path: jail.show(at), to_path: null, what: 'deleted', lines: [], note: '' })
  if (lookQuickly(path, jail).kind === 'file') {
    const before = await oldContent(path, files)
    const compared =
      before === undefined ? { lines: [], note: 'It is too large to be shown here.' } : comparedContent(services, before, NOTHING)
    return [{ ...gone(path), ...bounded(compared) }]
  }
  const refused = (note: string): ChangePreview[] => [{ ...gone(path), what: 'refused', note }]
  if (lookQuickly(path, jail).kind !== 'dir') return [gone(path)]
  if (input.recursive === true && (await hasProtected(path, files))) return refused('It holds files that are out of reach for agents.')
  const members: string[] = []
  for (const member of membersOf(path, jail)) if (members.push(member) > MAX_PATHS) break
  if (members.length > 1 && input.recursive !== true) return refused('The folder is not empty.')
  return first(members, gone)
}

/** The first ones; what was left out is said by the last. */
function first<Item>(items: readonly Item[], preview: (item: Item) => ChangePreview): ChangePreview[] {
  return items.slice(0, MAX_PATHS).map((item, index) => {
    const cut = index === MAX_PATHS - 1 && items.length > MAX_PATHS
    return cut ? { ...preview(item), note: 'There are more, which are not listed here.' } : preview(item)
  })
}

function bounded({ lines, note }: Pick<ChangePreview, 'lines' | 'note'>): Pick<ChangePreview, 'lines' | 'note'> {
  if (lines.length <= MAX_LINES) return { lines, note }
  return { lines: lines.slice(0, MAX_LINES), note: `${lines.length - MAX_LINES} more lines differ, which are not listed here.` }
}

async function oldContent(path: string, files: FileServices): Promise<Buffer | undefined> {
  try {
    return (await contentNow(path, { ...files, limits: { ...files.limits, editBytes: 2 * 1024 * 1024 } })) ?? NOTHING
  } catch (error) {
    if (error instanceof ClawError && error.code === 'FILE_TOO_LARGE') return undefined
    throw error
  }
}
