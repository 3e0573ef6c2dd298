import { formatDuration, plural } from '../../../format.ts'
import type { DoctorCheck } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import type { DoctorData } from './doctor-io.ts'

interface DoctorState {
  readonly checks: readonly DoctorCheck[]
  readonly busy: boolean
  readonly list: ListState
}

const MARKS: Readonly<Record<DoctorCheck['state'], { readonly word: string; readonly as: Meaning }>> = {
  ok: { word: 'ok', as: 'good' },
  warn: { word: 'warning', as: 'warn' },
  failed: { word: 'failed', as: 'bad' },
}

/** Is everything well: the checks of `claw doctor`, each as soon as it is there. */
export const doctorScreen = defineScreen<'doctor', DoctorState>({
  place: 'doctor',
  title: 'Doctor',
  keys: [...LIST_KEYS, { action: 'again', keys: ['r'], label: 'check again', help: 'Run every check again.' }, ...FILTER_KEYS],
  open: () => ({ state: { checks: [], busy: true, list: EMPTY_LIST }, effects: [{ do: 'check' }] }),
  mode: ({ list }) => (list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: ({ busy }, action) => (action === 'again' && busy ? 'the checks are still going on' : ''),
  reduce: (state, message) => {
    const list = reduceList(
      state.list,
      message,
      shownChecks(state).map(({ name }) => name),
    )
    if (list !== undefined) return { state: { ...state, list } }
    if (message.type === 'data') return { state: told(state, message.data) }
    if (message.type === 'action' && message.action === 'again')
      return { state: { ...state, checks: [], busy: true }, effects: [{ do: 'check' }] }
    return { state }
  },
  view: (state) => {
    const checks = shownChecks(state)
    const chosen = chosenIndex(
      state.list,
      checks.map(({ name }) => name),
    )
    return {
      title: 'Doctor',
      blocks: [
        { kind: 'text', lines: [headLine(state)] },
        {
          kind: 'table',
          columns: [
            { title: 'check' },
            { title: 'state' },
            { title: 'what', flexible: true },
            { title: 'took', align: 'right', optional: true },
          ],
          rows: checks.map((check) => ({ id: check.name, cells: cells(check) })),
          chosen,
          empty: [line(span(state.busy ? 'checking...' : 'no check holds these words', 'dim'))],
        },
        ...detail(checks[chosen]),
      ],
    }
  },
})

function told(state: DoctorState, data: DoctorData): DoctorState {
  return data.type === 'done' ? { ...state, busy: false } : { ...state, checks: [...state.checks, data.check] }
}

function shownChecks({ checks, list }: DoctorState): readonly DoctorCheck[] {
  return checks.filter(({ name, state, detail }) => passesFilter(list.filter, `${name} ${state} ${detail}`))
}

function headLine({ checks, busy, list }: DoctorState): Line {
  const count = (wanted: DoctorCheck['state']): number => checks.filter(({ state }) => state === wanted).length
  const filter = list.filtering || list.filter !== '' ? `   /${list.filter}` : ''
  return line(
    `${count('ok')} ok, ${plural(count('warn'), 'warning')}, ${count('failed')} failed${busy ? ', checking...' : ''}`,
    span(filter, 'accent'),
  )
}

function cells({ name, state, detail: what, duration_ms }: DoctorCheck): Line[] {
  const mark = MARKS[state]
  return [line(visibleLine(name)), line(span(mark.word, mark.as)), line(visibleLine(what)), line(span(formatDuration(duration_ms), 'dim'))]
}

function detail(check: DoctorCheck | undefined) {
  if (check === undefined) return []
  const fix = check.fix === '' ? [] : [line(span('mend it: ', 'dim'), span(visibleLine(check.fix), 'strong'))]
  return [
    { kind: 'rule', title: check.name } as const,
    { kind: 'text', wrap: true, lines: [line(visibleLine(check.detail)), ...fix] } as const,
  ]
}
