import { auditCheckText } from '../../../audit-check-text.ts'
import { plural } from '../../../format.ts'
import { visibleLine } from '../../../shown-text.ts'
import { chosenIndex, reduceList } from '../../parts/list.ts'
import type { ScreenContext, ScreenMessage, Step } from '../../screen.ts'
import type { AuditData, AuditEffect, AuditLook } from './audit-io.ts'
import { type AuditState, auditIds, chosenRecord } from './audit-state.ts'
import { exportForm } from './export-form.ts'
import { reduceExport } from './reduce-export.ts'

export type AuditStep = Step<AuditState, AuditEffect>

/** So many rows before the end the next page is fetched. */
const AHEAD = 30

export function reduceAudit(state: AuditState, message: ScreenMessage<AuditData>, context: ScreenContext): AuditStep {
  if (message.type === 'data') return told(state, message.data)
  if (message.type === 'tick' || message.type === 'uncovered') return lookedAgain(state)
  if (state.doing.is === 'filling' || state.doing.is === 'confirming') return reduceExport(state, message, context)
  const list = reduceList(state.list, message, auditIds(state))
  if (list !== undefined) return listed({ ...state, list })
  return message.type === 'action' ? acted(state, message.action) : { state }
}

/** The filter is looked for once it is written; and before the rows end, the next ones are fetched. */
function listed(state: AuditState): AuditStep {
  const { list, look, rows, more, loading } = state
  if (!list.filtering && list.filter.trim() !== look.query.trim()) return lookFor(state, { ...look, query: list.filter })
  const last = rows?.at(-1)
  const near = chosenIndex(list, auditIds(state)) >= (rows?.length ?? 0) - AHEAD
  if (!near || !more || loading || last === undefined) return { state }
  return { state: { ...state, loading: true }, effects: [{ do: 'page', look, from: last.n }] }
}

function lookFor(state: AuditState, look: AuditLook): AuditStep {
  const fresh = { ...state, look, rows: null, more: false, loading: true, list: { ...state.list, chosen: null } }
  return { state: fresh, effects: [{ do: 'page', look, from: null }] }
}

// Only where new records stand at the top are they fetched by themselves; what is read moves for nobody.
function lookedAgain(state: AuditState): AuditStep {
  const { look, rows, loading } = state
  if (loading || rows === null || look.order === 'oldest') return { state }
  const [newest] = rows
  if (newest === undefined) return { state, effects: [{ do: 'page', look, from: null }] }
  return { state, effects: [{ do: 'newer', look, after: newest.n }] }
}

function acted(state: AuditState, action: string): AuditStep {
  const record = chosenRecord(state)
  switch (action) {
    case 'open':
      if (record === undefined) return { state }
      return { state, go: { type: 'open', destination: { to: 'audit-record', n: record.n } } }
    case 'verify':
      return { state: { ...state, verified: 'going on' }, effects: [{ do: 'verify' }] }
    case 'order':
      return lookFor(state, { ...state.look, order: state.look.order === 'newest' ? 'oldest' : 'newest' })
    case 'export':
      return { state: { ...state, doing: { is: 'filling', form: exportForm() } } }
    case 'adopt':
      return { state: { ...state, doing: { is: 'confirming', what: 'adopt' } } }
    default:
      return { state }
  }
}

function told(state: AuditState, data: AuditData): AuditStep {
  switch (data.type) {
    case 'page':
      if (!sameLook(data.look, state.look)) return { state }
      return {
        state: { ...state, loading: false, more: data.more, rows: [...(data.from === null ? [] : (state.rows ?? [])), ...data.rows] },
      }
    case 'newer':
      if (!sameLook(data.look, state.look) || data.rows.length === 0) return { state }
      return { state: withNewer(state, data.rows) }
    case 'failed':
      return { state: { ...state, loading: false, rows: state.rows ?? [] } }
    case 'verified':
      return { state: { ...state, verified: { check: data.check, fix: data.fix } } }
    case 'brought':
      return { state: { ...state, brought: data.runs } }
    case 'exists':
      return { state: { ...state, doing: { is: 'confirming', what: 'overwrite', path: data.path, format: data.format } } }
    case 'exported': {
      const where = `${plural(data.records, 'record')} in ${visibleLine(data.path)}. ${auditCheckText(data.check)}`
      return { state: { ...state, doing: { is: 'looking' } }, say: { text: visibleLine(where), as: data.check.ok ? 'good' : 'bad' } }
    }
    case 'paths':
      return reduceExport(state, { type: 'data', data }, null)
    default:
      return data satisfies never
  }
}

// Two looks at the same time may find the same record.
function withNewer(state: AuditState, rows: AuditState['rows'] & object): AuditState {
  const known = state.rows?.[0]?.n ?? 0
  return { ...state, rows: [...rows.filter(({ n }) => n > known), ...(state.rows ?? [])] }
}

function sameLook(one: AuditLook, other: AuditLook): boolean {
  return one.query === other.query && one.order === other.order
}
