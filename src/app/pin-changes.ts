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
  const changes = [...textChanges(services, pinned, now), ...programChanges(pinned, now)]
  return changes.length > 0 ? changes : [{ ...unknown(Object.keys(now.texts)[0] ?? id), note: MASKED }]
}

const UNKEPT = 'What it said when it was pinned was not kept: look at it as a whole.'
const MASKED = 'It differs in a secret alone, or in what no reader sees: secrets are kept nowhere.'

/** What was kept is masked: so is what it is compared with. */
function textChanges(services: Services, { texts }: Pin, now: Pinnable): ChangePreview[] {
  return [...new Set([...Object.keys(texts ?? {}), ...Object.keys(now.texts)])].flatMap((name): ChangePreview[] => {
    const given = now.texts[name]
    const [before, after] = [texts?.[name], given === undefined ? undefined : services.redactor.text(given)]
    if (texts === undefined || before === null) return [{ ...unknown(name), note: UNKEPT }]
    if (before === after) return []
    const what = before === undefined ? 'new' : after === undefined ? 'deleted' : 'changed'
    return [{ ...unknown(name), what, ...comparedContent(services, Buffer.from(before ?? ''), Buffer.from(after ?? '')) }]
  })
}

function unknown(path: string): ChangePreview {
  return { path, to_path: null, what: 'unknown', lines: [], note: '' }
}

/** Of the files of a program their hashes are known, not what they held. */
function programChanges({ powers: { files: before } }: Pin, { powers: { files: after } }: Pinnable): ChangePreview[] {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name])
  return changed.sort().map((path): ChangePreview => {
    const what = before[path] === undefined ? 'new' : after[path] === undefined ? 'deleted' : 'changed'
    return { path, to_path: null, what, lines: [], note: 'A file of its program: only its hash was kept.' }
  })
}
