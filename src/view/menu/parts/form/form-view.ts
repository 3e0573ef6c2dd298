import { visibleLine } from '../../../shown-text.ts'
import { cutLine } from '../../cut-line.ts'
import { padLine } from '../../pad-line.ts'
import type { TextBlock } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { wrapLine } from '../../wrap-line.ts'
import { askedNow } from './asked-now.ts'
import { entryLines } from './entry-lines.ts'
import type { Field } from './field.ts'
import { fieldColumns, labelColumns, labelsBeside } from './form-layout.ts'
import { toldProblems } from './form-problems.ts'
import type { FormState } from './form-state.ts'
import { askedFields } from './form-values.ts'

interface Part {
  readonly lines: readonly Line[]
  readonly cursor: { readonly line: number; readonly column: number }
}

/** The form as a block that keeps the focused field in sight. */
export function formView(form: FormState, { columns }: { readonly columns: number }): TextBlock {
  if (form.leaving) return leavingBlock(form)
  const problems = toldProblems(form)
  const indices = askedFields(form)
  const parts = [...indices.map((index) => fieldPart(form, index, problems, columns)), submitPart(form, problems.size)]
  const at = form.focus === form.entries.length ? indices.length : indices.indexOf(form.focus)
  const before = parts.slice(0, at).reduce((sum, { lines }) => sum + lines.length, 0)
  const cursor = parts[at]?.cursor ?? { line: 0, column: 0 }
  return {
    kind: 'text',
    grow: true,
    lines: parts.flatMap(({ lines }) => lines),
    top: Math.max(0, before - 1),
    cursor: { line: before + cursor.line, column: cursor.column },
    asks: () => askedNow(form),
  }
}

function leavingBlock(form: FormState): TextBlock {
  const lines = [
    line('What you filled in would be lost. Leave all the same?'),
    line(span('y', 'accent'), ' leave   ', span('n', 'accent'), ' go on'),
  ]
  return { kind: 'text', grow: true, wrap: true, lines, asks: () => askedNow(form) }
}

function fieldPart(form: FormState, index: number, problems: ReadonlyMap<string, string>, columns: number): Part {
  const [field, entry] = [form.spec.fields[index], form.entries[index]]
  if (field === undefined || entry === undefined) return { lines: [], cursor: { line: 0, column: 0 } }
  const focused = form.focus === index
  const width = fieldColumns(form, columns)
  const { lines, cursor } = entryLines(field, entry, width, focused)
  const said = [...lines, ...problemLines(problems.get(field.name), width), ...(focused ? helpLines(field, width) : [])]
  const beside = labelsBeside(columns)
  const indent = beside ? labelColumns(form) : 2
  const label = labelLine(field, focused)
  const rows = said.map((text, row) => [
    ...(beside && row === 0 ? padLine(cutLine(label, indent - 1), indent) : [span(' '.repeat(indent))]),
    ...text,
  ])
  return { lines: beside ? rows : [label, ...rows], cursor: { line: cursor.line + (beside ? 0 : 1), column: cursor.column + indent } }
}

function labelLine({ label, required }: Field, focused: boolean): Line {
  const mark = required === true ? [span('*', 'warn')] : []
  return [span(focused ? '> ' : '  ', 'accent'), span(visibleLine(label), focused ? 'strong' : 'plain'), ...mark]
}

function problemLines(problem: string | undefined, columns: number): Line[] {
  return problem === undefined ? [] : wrapLine(line(span(`! ${visibleLine(problem)}`, 'bad')), columns)
}

function helpLines({ help }: Field, columns: number): Line[] {
  return help === undefined ? [] : wrapLine(line(span(visibleLine(help), 'dim')), columns)
}

function submitPart({ spec, focus, entries }: FormState, problems: number): Part {
  const focused = focus === entries.length
  const told = problems === 0 ? [] : [span(`  ${problems} to mend`, 'bad')]
  const button = line(span(focused ? '> ' : '  ', 'accent'), span(`[ ${spec.submit} ]`, focused ? 'strong' : 'plain'), ...told)
  return { lines: [button], cursor: { line: 0, column: 2 } }
}
