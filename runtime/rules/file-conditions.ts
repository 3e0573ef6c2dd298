import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { timeWindow } from './time-window.ts'

export interface Entry extends JsonObject {
  path: string
  size: number
  mtime: string | number
}

export type Test = (entry: Entry) => boolean

/** The conditions of the slots that the tool itself does not know: size, age, exclusion, depth. */
export function fileConditions(slots: JsonObject, folder: string, now: number): Test[] {
  return [
    ...sizeTest(slots['size']),
    ...ageTest(slots['age'], now),
    ...excludeTest(slots['exclude'], folder),
    ...depthTest(slots['depth'], folder),
  ]
}

function sizeTest(size: Json | undefined): Test[] {
  if (!isJsonObject(size)) return []
  const { min, max, strict } = size
  if (typeof min === 'number') return [(entry) => (strict ? entry.size > min : entry.size >= min)]
  return typeof max === 'number' ? [(entry) => (strict ? entry.size < max : entry.size <= max)] : []
}

function ageTest(age: Json | undefined, now: number): Test[] {
  const window = timeWindow(age, now)
  if (!window) return []
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = window
  return [
    (entry) => {
      const time = new Date(entry.mtime).getTime()
      return time >= from && time < to
    },
  ]
}

function excludeTest(exclude: Json | undefined, folder: string): Test[] {
  const given = isJsonObject(exclude) && Array.isArray(exclude['patterns']) ? exclude['patterns'] : []
  const patterns = given.map((pattern) => globPattern(String(pattern)))
  const below = belowOf(folder)
  return patterns.length === 0 ? [] : [(entry) => !patterns.some((pattern) => pattern.test(below(entry.path)) || pattern.test(entry.path))]
}

function depthTest(depth: Json | undefined, folder: string): Test[] {
  const below = belowOf(folder)
  return depth === 'top' ? [(entry) => !below(entry.path).includes('/')] : []
}

function belowOf(folder: string): (path: string) => string {
  const root = folder === '.' ? '' : `${folder.replace(/^\.\//u, '')}/`
  return (path) => (path.startsWith(root) ? path.slice(root.length) : path)
}

/** A glob of a recipe or a person as an anchored expression; only literal text, `*` and `**`, so it cannot blow up beyond the path's length squared. */
function globPattern(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*\*|\*|\?)/u).map((part) => GLOB_PARTS[part] ?? part.replace(/[.+^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`^${glob.includes('/') ? '' : '(?:.*/)?'}${parts.join('')}$`, 'u')
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' }
