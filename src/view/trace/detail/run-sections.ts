import { formatDuration } from '../../format.ts'
import { line, span } from '../../menu/span.ts'
import { planSteps } from '../../plan-steps.ts'
import { visibleLine } from '../../shown-text.ts'
import type { PlanDetail, RunDetail, SynthesisDetail } from '../trace-detail.ts'
import { factLines, type Section, section, textLines } from './section.ts'
import { valueSections } from './value-lines.ts'

export function runSections({ started, forked, waiting, notes, circuits, tainted, ended }: RunDetail): Section[] {
  return [
    ...section('task', started === null ? [] : textLines(started.task)),
    ...section(
      'run',
      factLines([
        ['engine', started === null ? '' : `${started.engine}${started.model === null ? '' : ` (${started.model})`}`],
        ['workspace', started?.workspace ?? ''],
        ['session', started?.session_id ?? ''],
        ['from', started?.origin ?? ''],
        [
          'fork of',
          forked === null ? '' : `${forked.parent} from ${forked.step}${forked.set.length === 0 ? '' : ` with ${forked.set.join(', ')}`}`,
        ],
        ['waits for', waiting === null ? '' : `${waiting.reason}: ${waiting.fix}`, 'warn'],
        ['took', ended === null ? '' : formatDuration(ended.duration_ms)],
      ]),
    ),
    ...section(
      'error',
      ended?.error == null
        ? []
        : factLines([
            ['code', ended.error.code, 'bad'],
            ['message', ended.error.message],
            ['fix', ended.error.fix, 'strong'],
            ['where', ended.error.where ?? ''],
          ]),
    ),
    ...valueSections('result', ended?.result ?? null),
    ...section(
      'notes',
      notes.map(({ level, text }) => line(span(level === 'warn' ? 'warning ' : '', 'warn'), visibleLine(text))),
    ),
    ...section(
      'read',
      tainted.map(({ kind, source }) => line(`${kind === 'untrusted' ? 'content from outside' : 'private data'}: ${visibleLine(source)}`)),
    ),
    ...section(
      'circuit breaker',
      circuits.map((one) =>
        line(
          `${visibleLine(one.provider)}  ${one.state.replace('_', ' ')}  after ${one.failures} failures${one.retry_in_ms > 0 ? `, tried again in ${formatDuration(one.retry_in_ms)}` : ''}`,
        ),
      ),
    ),
  ]
}

export function planSections({ created, revised, rejected }: PlanDetail): Section[] {
  return [
    ...section(
      'plan',
      created === null
        ? []
        : factLines([
            ['phase', created.phase],
            ['by', created.engine],
            ['direct', created.direct ? 'yes: one agent takes the task as it is' : ''],
            ['why', created.reason],
          ]),
    ),
    ...section('steps', created === null ? [] : textLines(planSteps(created.subtasks))),
    ...section('rejected', rejected === null ? [] : rejected.errors.map((error) => line(span(visibleLine(error), 'bad')))),
    ...section(
      'instead, for example',
      (rejected?.suggestions ?? []).map((one) => line(visibleLine(one))),
    ),
    ...section(
      'made anew',
      revised === null
        ? []
        : factLines([
            ['outcome', revised.outcome],
            ['by', revised.by],
            ['why', revised.reason],
            ['failed', revised.failed.map(({ id, code, message }) => `${id} ${code}: ${message}`).join('; ')],
            ['dropped', revised.dropped.join(', ')],
          ]),
    ),
    ...section(
      'changed steps',
      revised === null
        ? []
        : textLines(planSteps([...revised.edited, ...revised.added])).filter((one) => one.length > 0 && one[0]?.text !== ''),
    ),
  ]
}

export function synthesisSections({ finished }: SynthesisDetail): Section[] {
  if (finished === null) return []
  const { engine, sources, parts = [] } = finished
  return section('answer', [
    ...factLines([
      ['by', engine === 'none' ? 'nobody: the results as they are' : engine],
      ['rests on', sources.join(', ')],
    ]),
    ...parts.map(({ part, subtasks }) => line(visibleLine(part), span(`  rests on ${subtasks.map(visibleLine).join(', ')}`, 'dim'))),
  ])
}
