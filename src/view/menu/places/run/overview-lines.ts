import { resultText } from '../../../result-text.ts'
import { isGoingOn } from '../../../run-act-refusal.ts'
import { visibleLine } from '../../../shown-text.ts'
import { toolLine } from '../../../tool-line.ts'
import { capsuleLines } from '../../../trace/capsule-lines.ts'
import { capsuleRows } from '../../../trace/capsule-rows.ts'
import { textLines } from '../../../trace/detail/section.ts'
import { planRows } from '../../../trace/plan-lines.ts'
import { type Line, line, span } from '../../span.ts'
import type { RunState } from './run-state.ts'

const TASK_LINES = 6
const TASK_CHARACTERS = 400

/** The run at a glance, most urgent first: what it waits for, what went wrong, who works, the plan, the result. */
export function overviewLines(state: RunState, columns: number, now: number): Line[] {
  const { shown: trace } = state
  const until = isGoingOn(state) ? now : (trace.last_event_at ?? now)
  return [
    ...taskLines(state),
    ...waitingLines(state),
    ...errorLines(state),
    ...titled('Capsules', capsuleLines(capsuleRows(trace, until), columns)),
    ...titled(
      'Plan',
      planRows(trace).map(({ line }) => line),
    ),
    ...titled('Result', state.run.result === null ? [] : textLines(resultText(state.run.result))),
    ...titled(
      'Files',
      state.run.artifacts.map(({ path }) => line(visibleLine(path))),
    ),
    ...titled(
      'Notes',
      state.run.notes.map(({ level, text }) => line(span(level === 'warn' ? 'warning ' : '', 'warn'), visibleLine(text))),
    ),
  ]
}

function titled(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [line(), line(span(title, 'strong')), ...lines]
}

function taskLines({ run, row }: RunState): Line[] {
  const task = run.task || row?.task || ''
  if (task === '') return [line(span('waiting for its first event…', 'dim'))]
  // What is wrong and what waits stands below it and is not to be scrolled for.
  const shown = task.split('\n').slice(0, TASK_LINES).join('\n').slice(0, TASK_CHARACTERS)
  const rest = task.length - shown.length
  const more = rest === 0 ? [] : [line(span(`${rest} more characters: open the first step`, 'dim'))]
  return [...textLines(shown, 'strong'), ...more]
}

function waitingLines(state: RunState): Line[] {
  const { run } = state
  const asked = run.approvals.filter(({ status }) => status === 'pending').map(({ summary }) => `approval  ${summary}`)
  const questions = run.questions.filter(({ open }) => open).map(({ question }) => `question  ${question}`)
  const doubts = run.in_doubt.map(({ tool, args }) => `in doubt  ${toolLine(tool, args)}`)
  const waits = [...asked, ...questions, ...doubts].map((text) => line(span(visibleLine(text), 'warn')))
  return waits.length === 0 && run.status !== 'waiting' ? [] : [line(), ...waits, line(span(wayOn(state, waits.length), 'accent'))]
}

function wayOn({ run }: RunState, waiting: number): string {
  if (run.in_doubt.length > 0) return 'press r to say whether it was done'
  return waiting > 0 ? 'press a to answer' : 'answered: press r to go on'
}

function errorLines({ run, row }: RunState): Line[] {
  const error = run.error ?? (run.status === 'running' ? row?.error : null)
  if (error == null) return []
  const [first = [], ...more] = textLines(error.message)
  return [
    line(),
    line(span('error  ', 'bad'), span(visibleLine(error.code), 'bad'), '  ', ...first),
    ...more.map((one) => line('       ', ...one)),
    ...(error.fix === '' ? [] : [line(span('fix    ', 'dim'), span(visibleLine(error.fix), 'strong'))]),
    ...(error.where === undefined ? [] : [line(span('where  ', 'dim'), visibleLine(error.where))]),
  ]
}
