import type { AuditCheckRow } from '../../../audit-check-text.ts'
import type { AuditFormat } from '../../../audit-export/audit-format.ts'
import type { AuditRow } from '../../../rows.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { chosenIndex, EMPTY_LIST, type ListState } from '../../parts/list.ts'
import type { AuditLook } from './audit-io.ts'

export interface AuditState {
  /** What the rows are; the filter that is being typed stands in `list`. */
  readonly look: AuditLook
  /** null: none came yet. */
  readonly rows: readonly AuditRow[] | null
  /** There are more behind the last one. */
  readonly more: boolean
  /** A page is on its way. */
  readonly loading: boolean
  readonly list: ListState
  readonly verified: { readonly check: AuditCheckRow; readonly fix: string } | 'going on' | null
  /** Runs that came with the registry from elsewhere. */
  readonly brought: readonly string[]
  readonly doing: AuditDoing
}

export type AuditDoing =
  | { readonly is: 'looking' }
  | { readonly is: 'filling'; readonly form: FormState }
  | { readonly is: 'confirming'; readonly what: 'adopt' }
  | { readonly is: 'confirming'; readonly what: 'overwrite'; readonly path: string; readonly format: AuditFormat }
  | { readonly is: 'exporting' }

export function openAudit(query: string): AuditState {
  return {
    look: { query, order: 'newest' },
    rows: null,
    more: false,
    loading: true,
    list: { ...EMPTY_LIST, filter: query },
    verified: null,
    brought: [],
    doing: { is: 'looking' },
  }
}

/** Made once for each list of rows: every frame asks for them, and the list may have grown to any length. */
const IDS = new WeakMap<readonly AuditRow[], readonly string[]>()

export function auditIds({ rows }: AuditState): readonly string[] {
  if (rows === null) return []
  const known = IDS.get(rows) ?? rows.map(({ n }) => String(n))
  IDS.set(rows, known)
  return known
}

export function chosenRecord(state: AuditState): AuditRow | undefined {
  return state.rows?.[chosenIndex(state.list, auditIds(state))]
}
