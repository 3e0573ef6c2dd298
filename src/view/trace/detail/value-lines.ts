import { isJsonObject, type Json } from '../../../kernel/json.ts'
import { type Line, line, span } from '../../menu/span.ts'
import { jsonLines, type Section, section, textLines } from './section.ts'

/** A result: a text as it is, an object by its members, texts of several lines readable below the rest. Nothing is left out. */
export function valueSections(title: string, value: Json): Section[] {
  if (value === null) return []
  if (typeof value === 'string') return section(title, textLines(value))
  if (!isJsonObject(value)) return section(title, jsonLines(value))
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].includes('\n'))
  const rest = Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member !== 'string' || !member.includes('\n')))
  return [
    ...section(title, Object.keys(rest).length === 0 ? [] : jsonLines(rest)),
    ...texts.flatMap(([name, text]) => section(`${title}: ${name}`, textLines(text))),
  ]
}

export function cutNote(text: string): Line {
  return line(span(text, 'warn'))
}
