import { formatAge, plural } from '../../../format.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import type { Step } from '../../screen.ts'
import type { TableColumn } from '../../screen-view.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import type { ApprovalsData, ApprovalsEffect } from './approvals-io.ts'
import type { InboxRow } from './inbox-row.ts'
import { timeLeft } from './time-left.ts'

interface InboxState {
  readonly pending: readonly InboxRow[] | null
  readonly decided: readonly InboxRow[]
  /** Whether those that were decided are shown, too. */
  readonly all: boolean
  /** A look that was asked for and has told nothing yet. */
  readonly looking: boolean
  readonly list: ListState
}

type InboxStep = Step<InboxState, ApprovalsEffect>

const STATUS: Readonly<Record<InboxRow['status'], Meaning>> = {
  pending: 'warn',
  approved: 'good',
  answered: 'good',
  denied: 'bad',
  expired: 'dim',
}

/** What waits for a person's word, newest first, and what was decided. */
export const approvalsScreen = defineScreen<'approvals', InboxState>({
  place: 'approvals',
  title: 'Approvals',
  keys: [
    { action: 'open', keys: ['enter'], label: 'open', help: 'See all of the request and answer it.' },
    { action: 'all', keys: ['a'], label: 'decided too', help: 'Show those that were decided, too, and by whom; or only what waits.' },
    { action: 'grants', keys: ['p'], label: 'grants', help: 'What was allowed for longer than a run, and the end of it.' },
    ...LIST_KEYS,
    ...FILTER_KEYS,
  ],
  open: () => look({ pending: null, decided: [], all: false, looking: false, list: EMPTY_LIST }),
  mode: ({ list }) => (list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => (action === 'open' && shownRows(state).length === 0 ? 'nothing is here' : ''),
  reduce: (state, message) => {
    const list = reduceList(state.list, message, ids(state))
    if (list !== undefined) return { state: { ...state, list } }
    if (message.type === 'data') return { state: told(state, message.data) }
    if (message.type === 'tick') return state.looking ? { state } : look(state)
    if (message.type === 'uncovered') return look(state)
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, { now }) => ({
    title: 'Approvals',
    blocks: [
      { kind: 'text', lines: [headLine(state, now)] },
      {
        kind: 'table',
        columns: state.all ? [...COLUMNS, { title: 'answered' }] : COLUMNS,
        rows: shownRows(state).map((row) => ({ id: row.approval_id, cells: cells(row, now) })),
        chosen: chosenIndex(state.list, ids(state)),
        empty: emptyLines(state),
      },
    ],
  }),
})

function look(state: InboxState): InboxStep {
  return { state: { ...state, looking: true }, effects: [{ do: 'look', decided: state.all }] }
}

function told(state: InboxState, data: ApprovalsData): InboxState {
  if (data.type === 'failed') return { ...state, looking: false }
  return { ...state, looking: false, pending: data.pending, decided: data.decided ?? state.decided }
}

function acted(state: InboxState, action: string): InboxStep {
  if (action === 'all') return look({ ...state, all: !state.all })
  if (action === 'grants') return { state, go: { type: 'open', destination: { to: 'grants' } } }
  const row = shownRows(state)[chosenIndex(state.list, ids(state))]
  if (action !== 'open' || row === undefined) return { state }
  return { state, go: { type: 'open', destination: { to: 'approval', approval_id: row.approval_id } } }
}

function shownRows({ pending, decided, all, list }: InboxState): readonly InboxRow[] {
  const rows = [...(pending ?? []), ...(all ? decided : [])]
  if (list.filter === '') return rows
  return rows.filter(({ approval_id, run_id, agent_id, kind, what, status, decided_by, note }) =>
    passesFilter(list.filter, [approval_id, run_id, agent_id, kind, what, status, decided_by, note].join(' ')),
  )
}

function ids(state: InboxState): string[] {
  return shownRows(state).map(({ approval_id }) => approval_id)
}

const COLUMNS: readonly TableColumn[] = [
  { title: 'status' },
  { title: 'asked', align: 'right' },
  { title: 'kind', optional: true },
  { title: 'agent', optional: true },
  { title: 'what', flexible: true },
  { title: 'left', align: 'right', optional: true },
  { title: 'run', optional: true },
]

function cells(row: InboxRow, now: number): Line[] {
  const { status, created_at, kind, agent_id, what, run_id, note } = row
  return [
    line(span(status, STATUS[status])),
    line(formatAge(created_at, now)),
    line(span(kind.replace('_', ' '), 'dim')),
    line(visibleLine(agent_id ?? '-')),
    line(what, span(note === null ? '' : `  (why: ${visibleLine(note)})`, 'dim')),
    line(status === 'pending' ? timeLeft(row, now) : ''),
    line(span(run_id.slice(0, 8), 'dim')),
    line(decidedText(row)),
  ]
}

function decidedText({ status, decided_by, scope }: InboxRow): string {
  if (status === 'pending' || decided_by === null) return ''
  return `${status === 'approved' && scope !== null ? `${scope}, ` : ''}${visibleLine(decided_by)}`
}

function headLine({ pending, all, list }: InboxState, now: number): Line {
  const filter = list.filtering || list.filter !== '' ? span(`   /${list.filter}`, 'accent') : span('')
  if (pending === null) return line(span('looking...', 'dim'))
  const [newest, oldest] = [pending[0], pending.at(-1)]
  if (newest === undefined || oldest === undefined) return line(`nothing waits${all ? ', decided ones below' : ''}`, filter)
  const ages =
    newest === oldest
      ? formatAge(oldest.created_at, now)
      : `newest ${formatAge(newest.created_at, now)}, oldest ${formatAge(oldest.created_at, now)}`
  return line(span(plural(pending.length, 'waits', 'wait'), 'warn'), `: ${ages}`, filter)
}

function emptyLines({ pending, list, all }: InboxState): Line[] {
  if (pending === null) return []
  if (list.filter !== '') return [line(span('nothing here holds these words', 'dim'))]
  return [line(span(`Nothing waits for your word. ${all ? 'Nothing was decided either.' : 'a shows what was decided.'}`, 'dim'))]
}
