import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import type { Entry } from './file-conditions.ts'
import { bytes, plural } from './format.ts'
import { day } from './time-window.ts'

/** `42 TypeScript files in src and docs changed in the last 7 days, except tests`. */
export function fileWords(count: number, slots: JsonObject, word = 'file'): string {
  const type = label(slots['type'])
  const noun = type === '' ? word : `${type} ${word}`
  return `${plural(count, noun)}${scopeWords(slots)}`
}

export function scopeWords(slots: JsonObject): string {
  const depth = slots['depth'] === 'top' ? ' directly' : ''
  const named = asList<string>(slots['folder']).filter((name) => name !== '.')
  const folder = named.length > 0 ? `${depth} in ${joined(named)}` : depth === '' ? '' : ' at the top level'
  const size = label(slots['size']) === '' ? '' : ` ${label(slots['size'])}`
  const age = label(slots['age'])
  const changed = age === '' ? '' : age.startsWith('older') ? ` ${age}` : ` changed ${age}`
  const ignored = slots['ignored'] === 'all' ? ', ignored files included' : ''
  return `${folder}${size}${changed}${excludeWords(slots['exclude'])}${ignored}`
}

function excludeWords(exclude: Json | undefined): string {
  if (isJsonObject(exclude) && typeof exclude['phrase'] === 'string') return exclude['phrase']
  return label(exclude) === '' ? '' : `, except ${label(exclude)}`
}

/** What no listing of the whole workspace counts, said where a person would miss it. */
export function ignoredNote(slots: JsonObject): string {
  return slots['ignored'] === 'all' || asList<string>(slots['folder']).some((name) => name !== '.')
    ? ''
    : '\nIgnored files (.git, node_modules, .gitignore) are not counted.'
}

export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function label(value: Json | undefined): string {
  return isJsonObject(value) && typeof value['label'] === 'string' ? value['label'] : ''
}

/** Rows for the answer: path and the measure that the order goes by. */
export function ranked(entries: readonly Entry[], order: string): Json[][] {
  return entries.map((entry) => [entry.path, order === 'newest' || order === 'oldest' ? day(entry.mtime) : bytes(entry.size)])
}
