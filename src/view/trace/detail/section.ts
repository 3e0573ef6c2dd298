import type { Json } from '../../../kernel/json.ts'
import { type Line, line, type Meaning, span } from '../../menu/span.ts'
import { exactJson, visibleLine } from '../../shown-text.ts'

/** A titled part of a step's details. Lines may be wider than the screen: they are wrapped, never cut. */
export interface Section {
  readonly title: string
  readonly lines: readonly Line[]
}

/** Untrusted text, line by line, every character visible. */
export function textLines(text: string, as: Meaning = 'plain'): Line[] {
  return text.split('\n').map((one) => line(span(visibleLine(one), as)))
}

/** As in the approval dialog: exact, nothing cut. */
export function jsonLines(value: Json): Line[] {
  return exactJson(value)
    .split('\n')
    .map((one) => line(one))
}

/** `label   value` under each other; empty values are left out. The text is made visible. */
export function factLines(facts: readonly (readonly [label: string, value: string, as?: Meaning])[]): Line[] {
  const shown = facts.filter(([, value]) => value !== '')
  const width = Math.max(0, ...shown.map(([label]) => label.length)) + 2
  return shown.map(([label, value, as = 'plain']) => line(span(label.padEnd(width), 'dim'), span(visibleLine(value), as)))
}

export function section(title: string, lines: readonly Line[]): Section[] {
  return lines.length === 0 ? [] : [{ title, lines }]
}
