import type { ChangePreview } from './change-preview.ts'
import { plural } from './format.ts'
import { visibleLine } from './shown-text.ts'

/** What becomes of the path, in a few words. */
export function changeTitle({ path, to_path, what }: ChangePreview): string {
  const name = visibleLine(path)
  switch (what) {
    case 'new':
      return `new file ${name}`
    case 'changed':
      return `changes ${name}`
    case 'same':
      return `leaves ${name} as it is`
    case 'deleted':
      return `deletes ${name}`
    case 'moved':
      return `moves ${name} to ${visibleLine(to_path ?? '')}`
    case 'folder':
      return `new folder ${name}`
    case 'refused':
      return `would fail at ${name}`
    case 'unknown':
      return `${name}: not known here`
    default:
      return what satisfies never
  }
}

/** How a terminal tells it: the words, the difference, and what is to be said of it. At most `most` lines of the difference. */
export function changeLines(change: ChangePreview, most: number): string[] {
  const { lines, note } = change
  const left = lines.length - most
  return [
    changeTitle(change),
    ...lines.slice(0, most).map(visibleLine),
    ...(left > 0 ? [`... ${plural(left, 'more line')} of the difference`] : []),
    ...(note === '' ? [] : [visibleLine(note)]),
  ]
}
