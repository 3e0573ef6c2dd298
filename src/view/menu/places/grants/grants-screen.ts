import { formatAge, plural } from '../../../format.ts'
import { allowsText, expiryText, usesText } from '../../../grant-row-text.ts'
import { grantText } from '../../../grant-text.ts'
import type { GrantRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { CONFIRM_KEYS, CONFIRMING, confirmBlocks } from '../../parts/confirm.ts'
import { chosenIndex, EMPTY_LIST, FILTER_KEYS, FILTERING, LIST_KEYS, type ListState, passesFilter, reduceList } from '../../parts/list.ts'
import type { Step } from '../../screen.ts'
import type { Block, TableColumn } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { GrantsData, GrantsEffect } from './grants-io.ts'

interface GrantsState {
  readonly rows: readonly GrantRow[] | null
  readonly list: ListState
  /** What is asked about before it is revoked. */
  readonly asking: readonly GrantRow[] | null
  readonly looking: boolean
}

type GrantsStep = Step<GrantsState, GrantsEffect>

/** What was allowed for longer than a run, in every workspace, and the end of it. */
export const grantsScreen = defineScreen<'grants', GrantsState>({
  place: 'grants',
  title: 'Grants',
  keys: [
    { action: 'revoke', keys: ['d'], label: 'revoke', help: 'Revoke the grant: the same call is asked again. Cannot be undone.' },
    { action: 'revoke-all', keys: ['D'], label: 'revoke all', help: 'Revoke every grant, of every workspace. Cannot be undone.' },
    ...LIST_KEYS,
    ...FILTER_KEYS,
    ...CONFIRM_KEYS,
  ],
  open: () => ({ state: { rows: null, list: EMPTY_LIST, asking: null, looking: true }, effects: [{ do: 'look' }] }),
  mode: ({ list, asking }) => (asking !== null ? CONFIRMING : list.filtering ? FILTERING : undefined),
  typing: ({ list }) => list.filtering,
  refused: (state, action) => (action.startsWith('revoke') && shownRows(state).length === 0 ? 'nothing is here' : ''),
  reduce: (state, message) => {
    const list = reduceList(state.list, message, ids(state))
    if (list !== undefined) return { state: { ...state, list } }
    if (message.type === 'data') return told(state, message.data)
    if (message.type === 'uncovered' || (message.type === 'tick' && !state.looking))
      return { state: { ...state, looking: true }, effects: [{ do: 'look' }] }
    return message.type === 'action' ? acted(state, message.action) : { state }
  },
  view: (state, { now }) => ({ title: 'Grants', blocks: state.asking === null ? listBlocks(state, now) : askingBlocks(state.asking, now) }),
})

function told(state: GrantsState, data: GrantsData): GrantsStep {
  if (data.type === 'failed') return { state: { ...state, looking: false } }
  const next = { ...state, looking: false, rows: data.rows }
  if (data.type === 'rows') return { state: next }
  const text = data.gone.length === 0 ? 'it was revoked already' : `revoked: ${data.gone.join(', ')}`
  return { state: next, say: { text, as: data.gone.length === 0 ? 'warn' : 'good' } }
}

function acted(state: GrantsState, action: string): GrantsStep {
  const chosen = shownRows(state)[chosenIndex(state.list, ids(state))]
  switch (action) {
    case 'revoke':
      return { state: chosen === undefined ? state : { ...state, asking: [chosen] } }
    case 'revoke-all':
      return { state: { ...state, asking: state.rows ?? [] } }
    case 'confirm.no':
      return { state: { ...state, asking: null } }
    case 'confirm.yes':
      // Those that were shown: what was allowed meanwhile stays.
      return { state: { ...state, asking: null }, effects: [{ do: 'revoke', ids: (state.asking ?? []).map(({ grant_id }) => grant_id) }] }
    default:
      return { state }
  }
}

function shownRows({ rows, list }: GrantsState): readonly GrantRow[] {
  return (rows ?? []).filter((row) => passesFilter(list.filter, `${row.grant_id} ${row.scope} ${allowsText(row)} ${row.workspace}`))
}

function ids(state: GrantsState): string[] {
  return shownRows(state).map(({ grant_id }) => grant_id)
}

const COLUMNS: readonly TableColumn[] = [
  { title: 'scope' },
  { title: 'allows', flexible: true },
  { title: 'expires', align: 'right' },
  { title: 'used', optional: true },
  { title: 'since', align: 'right', optional: true },
]

function listBlocks(state: GrantsState, now: number): Block[] {
  const rows = shownRows(state)
  const chosen = chosenIndex(state.list, ids(state))
  const filter = state.list.filtering || state.list.filter !== '' ? `   /${state.list.filter}` : ''
  const row = rows[chosen]
  return [
    { kind: 'text', lines: [line(state.rows === null ? 'looking...' : plural(rows.length, 'grant'), span(filter, 'accent'))] },
    {
      kind: 'table',
      columns: COLUMNS,
      rows: rows.map((one) => ({ id: one.grant_id, cells: cells(one, now) })),
      chosen,
      empty: state.rows === null ? [] : [line(span('No grants: nothing is allowed for longer than its run.', 'dim'))],
    },
    ...(row === undefined
      ? []
      : [{ kind: 'rule', title: row.grant_id } as const, { kind: 'text', wrap: true, lines: details(row, now) } as const]),
  ]
}

function cells(row: GrantRow, now: number): Line[] {
  return [
    line(row.scope),
    line(allowsText(row)),
    line(span(expiryText(row, now), row.live ? 'plain' : 'dim')),
    line(span(usesText(row, now), 'dim')),
    line(span(formatAge(row.created_at, now), 'dim')),
  ]
}

function details(row: GrantRow, now: number): Line[] {
  const { matches, leaves } = grantText(row.match)
  return [
    line(span('allows   ', 'dim'), allowsText(row)),
    line(span('matches  ', 'dim'), matches),
    line(span('not      ', 'dim'), `${leaves}; another workspace`),
    line(span('in       ', 'dim'), visibleLine(row.workspace)),
    line(span('given    ', 'dim'), `by ${visibleLine(row.by)}, ${formatAge(row.created_at, now)}, in run ${visibleLine(row.run_id)}`),
  ]
}

function askingBlocks(asking: readonly GrantRow[], now: number): Block[] {
  const [one] = asking
  const what =
    asking.length === 1 && one !== undefined ? details(one, now) : asking.map((row) => line(`${row.grant_id}  ${allowsText(row)}`))
  return confirmBlocks(`Revoke ${plural(asking.length, 'grant')}? The same call is asked again then; this cannot be undone.`, what)
}
