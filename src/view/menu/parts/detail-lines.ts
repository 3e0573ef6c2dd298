import { visibleLine, visibleText } from '../../shown-text.ts'
import { type Line, line, type Meaning, span } from '../span.ts'

const LABEL_COLUMNS = 11

/** A fact of something: its name and what it is, made visible. */
export function factLine(label: string, text: string, as: Meaning = 'plain'): Line {
  return line(span(`${label.padEnd(LABEL_COLUMNS - 1)} `, 'dim'), span(visibleLine(text), as))
}

/** A text as lines, every character of it visible; long lines are for the block to wrap. */
export function textLines(text: string, as: Meaning = 'plain'): Line[] {
  return visibleText(text)
    .split('\n')
    .map((one) => line(span(one.replaceAll('\t', '  '), as)))
}

export function headLine(text: string): Line {
  return line(span(visibleLine(text), 'strong'))
}
