import type { Key } from '../../key.ts'
import type { EditorOptions } from '../editor/editor-state.ts'
import { insertText } from '../editor/insert-text.ts'
import { reduceEditor } from '../editor/reduce-editor.ts'
import type { Field, FieldOption } from './field.ts'
import type { Entry } from './form-state.ts'

/** What becomes of a field by a key; undefined: it means nothing to it. */
export function reduceEntry(field: Field, entry: Entry, key: Key, columns: number): Entry | undefined {
  switch (entry.is) {
    case 'text':
      return texted(field, entry, key, columns)
    case 'one':
      return field.kind === 'choice' ? chosen(field.options, entry.value, key) : undefined
    case 'many':
      return field.kind === 'several' ? marked(field.options, entry, key) : undefined
    case 'yes':
      return answered(entry.yes, key)
    default:
      return entry satisfies never
  }
}

function texted(field: Field, entry: Extract<Entry, { is: 'text' }>, key: Key, columns: number): Entry | undefined {
  const long = field.kind === 'text' || field.kind === 'json'
  const options: EditorOptions = {
    columns,
    multiline: long || (field.kind === 'line' && field.newlines === true),
    ...(field.kind === 'path' ? { completes: 'whole' } : {}),
  }
  if (long && key.name === 'enter') return { ...entry, editor: insertText(entry.editor, '\n', options) }
  const { state, outcome } = reduceEditor(entry.editor, key, options)
  return outcome === 'edited' ? { ...entry, editor: state } : undefined
}

function chosen(options: readonly FieldOption[], value: string, { name, text }: Key): Entry | undefined {
  const at = options.findIndex((option) => option.value === value)
  const by = { left: -1, right: 1, space: 1 }[name]
  if (by !== undefined) return { is: 'one', value: options[(at + by + options.length) % options.length]?.value ?? value }
  if (text.trim() === '') return undefined
  const begins = ({ value, label = value }: FieldOption): boolean => label.toLowerCase().startsWith(text.toLowerCase())
  const next = options.slice(at + 1).find(begins) ?? options.find(begins)
  return { is: 'one', value: next?.value ?? value }
}

function marked(options: readonly FieldOption[], { values, at }: Extract<Entry, { is: 'many' }>, { name }: Key): Entry | undefined {
  const step = { up: -1, down: 1 }[name]
  if (step !== undefined) return options[at + step] === undefined ? undefined : { is: 'many', values, at: at + step }
  const value = options[at]?.value
  if (name !== 'space' || value === undefined) return undefined
  const others = values.filter((one) => one !== value)
  const wanted = others.length === values.length ? [...values, value] : others
  return { is: 'many', at, values: options.map((option) => option.value).filter((one) => wanted.includes(one)) }
}

function answered(yes: boolean, { name }: Key): Entry | undefined {
  if (name === 'y' || name === 'n') return { is: 'yes', yes: name === 'y' }
  return ['space', 'left', 'right'].includes(name) ? { is: 'yes', yes: !yes } : undefined
}
