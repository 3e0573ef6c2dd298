import { formatDuration, plural } from '../../../format.ts'
import type { DoctorCheck } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { CONFIRM_KEYS, CONFIRMING, confirmBlocks } from '../../parts/confirm.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import type { Step } from '../../screen.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import { cureOf } from './cure-of.ts'
import type { DoctorCure, DoctorData, DoctorEffect } from './doctor-io.ts'

interface DoctorState {
  readonly checks: readonly DoctorCheck[]
  readonly busy: boolean
  readonly list: ListState
  /** What is asked about before it is carried out. */
  readonly asking: DoctorCure | null
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
  keys: [
    ...LIST_KEYS,
    {
      action: 'mend',
      keys: ['f', 'enter'],
      label: 'mend it',
      help: 'Carry out, or go to, what the chosen check says, where the menu can.',
    },
    { action: 'again', keys: ['r'], label: 'check again', help: 'Run every check again.' },
    {
      action: 'init',
      keys: ['i'],
      label: 'make a workspace',
      help: 'Make the folders and the registry of this workspace, as `claw init` does.',
    },
    ...FILTER_KEYS,
    ...CONFIRM_KEYS,
  ],
  open: () => ({ state: { checks: [], busy: true, list: EMPTY_LIST, asking: null }, effects: [{ do: 'check' }] }),
  mode: ({ list, asking }) => (asking !== null ? CONFIRMING : list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: (state, action) =>
    action === 'mend' ? mendRefused(chosenCheck(state)) : action === 'again' && state.busy ? 'the checks are still going on' : '',
  reduce: (state, message) => {
    const list = reduceList(
      state.list,
      message,
      shownChecks(state).map(({ name }) => name),
    )
    if (list !== undefined) return { state: { ...state, list } }
    if (message.type === 'data') return message.data.type === 'cured' ? checkedAgain(state) : { state: told(state, message.data) }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state) => {
    if (state.asking !== null) return { title: 'Doctor', blocks: confirmBlocks('Mend it?', [line(CURE_WORDS[state.asking])]) }
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

const CURE_WORDS: Readonly<Record<DoctorCure, string>> = {
  init: 'Folders and registry of this workspace are made.',
  'rewrite-entrypoints': 'The manifests of older agents are brought up to the present runtime, as `claw rewrite-entrypoints` does.',
}

function acted(state: DoctorState, action: string): Step<DoctorState, DoctorEffect> {
  const { asking } = state
  switch (action) {
    case 'again':
      return checkedAgain(state)
    case 'init':
      return { state: { ...state, asking: 'init' } }
    case 'mend': {
      const cure = cureOf(chosenCheck(state)?.fix ?? '')
      if (cure === undefined) return { state }
      return typeof cure === 'string' ? { state: { ...state, asking: cure } } : { state, go: { type: 'open', destination: cure } }
    }
    case 'confirm.yes':
      return { state: { ...state, asking: null }, effects: asking === null ? [] : [{ do: 'cure', cure: asking }] }
    case 'confirm.no':
      return { state: { ...state, asking: null } }
    default:
      return { state }
  }
}

function checkedAgain(state: DoctorState): Step<DoctorState, DoctorEffect> {
  return { state: { ...state, checks: [], busy: true }, effects: [{ do: 'check' }] }
}

function mendRefused(check: DoctorCheck | undefined): string {
  if (check === undefined || check.fix === '') return 'nothing is to be mended here'
  return cureOf(check.fix) === undefined ? `by hand: ${visibleLine(check.fix)}` : ''
}

function chosenCheck(state: DoctorState): DoctorCheck | undefined {
  const checks = shownChecks(state)
  return checks[
    chosenIndex(
      state.list,
      checks.map(({ name }) => name),
    )
  ]
}

function told(state: DoctorState, data: Exclude<DoctorData, { type: 'cured' }>): DoctorState {
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
