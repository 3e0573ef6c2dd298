import { isJsonObject, type Json } from '../kernel/json.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import { fitText } from './text-width.ts'

const TELLING = ['id', 'op', 'cmd', 'path', 'pattern', 'url', 'db_path', 'query', 'code'] as const
const MAX_VALUE = 60
/** Of what is long, what cannot be in the line is not even looked at. */
const LOOKED_AT = 20 * MAX_VALUE

/** A tool call in one short line: the tool and the arguments that tell most, with invisible characters escaped. */
export function toolLine(tool: string, args: Json): string {
  if (!isJsonObject(args)) return visibleLine(tool)
  const shown = TELLING.flatMap((name) => shownValue(args[name]))
  return [visibleLine(tool), ...shown].join(' ')
}

function shownValue(value: Json | undefined): string[] {
  if (value === undefined || value === null || value === '') return []
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return [fitText(visibleLine(text.slice(0, LOOKED_AT)), MAX_VALUE)]
}

/** An approval of a tool call in one line: its arguments are `{tool, args}`; anything else is told by its summary. */
export function askedCall(summary: string, asked: Json): string {
  if (!isJsonObject(asked) || typeof asked['tool'] !== 'string') return summary
  return toolLine(asked['tool'], asked['args'] ?? null)
}
