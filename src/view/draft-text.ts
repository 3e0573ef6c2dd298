import { visibleText } from './shown-text.ts'

/** The folder of an agent before it is made: whole, so that a person knows what they say yes to. */
export function draftText(draft: {
  readonly folder: string
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly notes: readonly string[]
}): string {
  const files = draft.files.flatMap(({ name, text }) => ['', `${name}`, ...indented(text)])
  const notes = draft.notes.length === 0 ? [] : ['', ...draft.notes.map((note) => `note: ${note}`)]
  return visibleText([draft.folder, ...files, ...notes].join('\n'))
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
}
