import { isJsonObject, type Json } from '../../../kernel/json.ts'
import { exactJson } from '../../shown-text.ts'
import type { Line } from '../span.ts'
import { factLine, headLine, textLines } from './detail-lines.ts'

/** A result to be read: texts of several lines stand as they are, everything else as exact JSON. */
export function jsonLines(value: Json): Line[] {
  if (typeof value === 'string') return textLines(value)
  if (!isJsonObject(value)) return textLines(exactJson(value))
  return Object.entries(value).flatMap(([name, part]) => partLines(name, part))
}

function partLines(name: string, part: Json): Line[] {
  if (typeof part === 'string' && part.trimEnd().includes('\n')) return [headLine(name), ...textLines(part)]
  if (typeof part === 'object' && part !== null) return [headLine(name), ...textLines(exactJson(part))]
  return [factLine(name, typeof part === 'string' ? part : JSON.stringify(part))]
}
