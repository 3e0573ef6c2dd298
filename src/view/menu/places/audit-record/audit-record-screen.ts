import { auditExplanation } from '../../../audit-explanation.ts'
import type { AuditExplanation } from '../../../rows.ts'
import { defineScreen } from '../../define-screen.ts'
import { PANE_AT_TOP, PANE_KEYS, type PaneState, reducePane } from '../../parts/pane.ts'
import type { Step } from '../../screen.ts'
import { type Line, line, span } from '../../span.ts'
import type { AuditRecordEffect } from './audit-record-io.ts'

interface RecordState {
  readonly n: number
  /** null: not known yet, or not there. */
  readonly explained: AuditExplanation | null
  readonly missing: boolean
  readonly pane: PaneState
}

const LABEL_COLUMNS = 11
const PANE = 'record'

/** One record: who, what, where, why, by which rule, and what came before and after. */
export const auditRecordScreen = defineScreen<'audit-record', RecordState>({
  place: 'audit-record',
  title: 'Record',
  keys: [
    { action: 'before', keys: ['left', 'p'], label: 'before', help: 'The record before this one.' },
    { action: 'after', keys: ['right', 'n'], label: 'after', help: 'The record after this one.' },
    { action: 'run', keys: ['enter'], label: 'its run', help: 'The run that this record belongs to.' },
    { action: 'records', keys: ['a'], label: 'all of the run', help: 'Every record of the run that this one belongs to.' },
    ...PANE_KEYS,
  ],
  open: ({ n }) => at(n),
  refused: ({ n, explained }, action) => {
    if (action === 'before') return n <= 1 ? 'this is the first record' : ''
    if (action !== 'run' && action !== 'records') return ''
    if (explained === null) return 'the record is still being read'
    return typeof explained.record.run_id === 'string' ? '' : 'the record belongs to no run'
  },
  reduce: (state, message) => {
    const pane = reducePane(state.pane, message, { id: PANE })
    if (pane !== undefined) return { state: { ...state, pane } }
    if (message.type === 'data') {
      const { n, explained } = message.data
      return { state: n === state.n ? { ...state, explained, missing: explained === null } : state }
    }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state) => ({
    title: `Record ${state.n}`,
    blocks: [{ kind: 'text', id: PANE, wrap: true, grow: true, top: state.pane.top, lines: lines(state) }],
  }),
})

function at(n: number): Step<RecordState, AuditRecordEffect> {
  return { state: { n, explained: null, missing: false, pane: PANE_AT_TOP }, effects: [{ do: 'explain', n }] }
}

function acted(state: RecordState, action: string): Step<RecordState, AuditRecordEffect> {
  switch (action) {
    case 'before':
      return at(state.n - 1)
    case 'after':
      return at(state.n + 1)
    case 'run':
      return { state, go: { type: 'open', destination: { to: 'run', run_id: state.explained?.record.run_id ?? '' } } }
    case 'records':
      return { state, go: { type: 'open', destination: { to: 'audit', query: `run:${state.explained?.record.run_id ?? ''}` } } }
    default:
      return { state }
  }
}

/** The same words as `claw audit explain`, with the names of the facts set back. */
function lines({ n, explained, missing }: RecordState): Line[] {
  if (explained === null) return [line(span(missing ? `There is no record ${n}.` : 'looking...', 'dim'))]
  return auditExplanation(explained)
    .split('\n')
    .map((text) => (text.startsWith(' ') ? line(text) : line(span(text.slice(0, LABEL_COLUMNS), 'dim'), text.slice(LABEL_COLUMNS))))
}
