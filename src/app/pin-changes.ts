import type { Pin, Pinnable } from '../capsules/pins/pin.ts'
import type { ChangePreview } from '../view/change-preview.ts'
import { comparedContent } from './compared-content.ts'
import type { Services } from './open-services.ts'

/** What changed in an agent or skill since it was pinned, file by file; nothing of one that is as it was pinned or comes with claw. */
export async function pinChanges(services: Services, kind: 'agent' | 'skill', id: string): Promise<ChangePreview[]> {
  await services.catalog.fresh()
  const looked = await services.catalog.pins.look(kind, id)
  if (looked?.pinned === undefined || looked.pinned.digest === looked.now.digest) return []
  const { pinned, now } = looked
  return [...textChanges(services, pinned, now), ...programChanges(pinned, now)]
}

function textChanges(services: Services, { texts }: Pin, now: Pinnable): ChangePreview[] {
  const unkept = 'What it said when it was pinned was not kept: look at it as a whole.'
  return [...new Set([...Object.keys(texts ?? {}), ...Object.keys(now.texts)])].flatMap((name): ChangePreview[] => {
    const [before, after] = [texts?.[name], now.texts[name]]
    const shown = { path: name, to_path: null }
    if (texts === undefined) return [{ ...shown, what: 'unknown', lines: [], note: unkept }]
    if (before === after) return []
    const what = before === undefined ? 'new' : after === undefined ? 'deleted' : 'changed'
    return [{ ...shown, what, ...comparedContent(services, Buffer.from(before ?? ''), Buffer.from(after ?? '')) }]
  })
}

/** Of the files of a program their hashes are known, not what they held. */
function programChanges({ powers: { files: before } }: Pin, { powers: { files: after } }: Pinnable): ChangePreview[] {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
  return changed.sort().map((path): ChangePreview => {
    const what = before[path] === undefined ? 'new' : after[path] === undefined ? 'deleted' : 'changed'
    return { path, to_path: null, what, lines: [], note: 'A file of its program: only its hash was kept.' }
  })
}
