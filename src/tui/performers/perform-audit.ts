import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { App, AuditQuery } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { auditCheckFix } from '../../view/audit-check-text.ts'
import { AUDIT_FIELDS, auditFilter } from '../../view/audit-filter.ts'
import { typedQuery } from '../../view/menu/parts/typed-query.ts'
import type { AuditData, AuditEffect, AuditLook } from '../../view/menu/places/audit/audit-io.ts'
import { completePaths } from '../complete-paths.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'
import { typedPath } from '../typed-path.ts'

const PAGE = 200
const FRAME_MS = 60

export const performAudit: Performer<'audit'> = async (effect, desk) => {
  try {
    await perform(effect, desk)
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

async function perform(effect: AuditEffect, desk: Desk<AuditData>): Promise<void> {
  const app = await desk.app()
  const { tell, say } = desk
  switch (effect.do) {
    case 'page':
      return page(app, effect, tell)
    case 'newer': {
      const query = { ...(await queryOf(app, effect.look)), order: 'newest', after: effect.after, limit: PAGE } as const
      const rows = await app.listAudit(query)
      // More than a page of them: the list begins anew.
      if (rows.length === PAGE) return page(app, { look: effect.look, from: null }, tell)
      return tell({ type: 'newer', look: effect.look, rows })
    }
    case 'verify':
      await frameDrawn()
      return tell({ type: 'verified', check: await app.verifyAudit(), fix: auditCheckFix(app.config.dbPath) })
    case 'brought':
      return tell({ type: 'brought', runs: await app.broughtRuns() })
    case 'adopt': {
      const runs = await app.adoptRuns()
      say({ text: `Adopted: ${runs.length} runs.`, as: 'good' })
      return tell({ type: 'brought', runs: [] })
    }
    case 'export':
      return exported(app, effect, desk)
    case 'paths':
      return tell({ type: 'paths', query: effect.query, paths: await completePaths(effect.query, desk) })
    default:
      return effect satisfies never
  }
}

// The walk over a long chain leaves no time for a frame that says that it goes on.
async function frameDrawn(): Promise<void> {
  await wait(FRAME_MS)
}

async function page(app: App, { look, from }: { readonly look: AuditLook; readonly from: number | null }, tell: Desk<AuditData>['tell']) {
  const behind = from === null ? {} : look.order === 'newest' ? { before: from } : { after: from }
  const rows = await app.listAudit({ ...(await queryOf(app, look)), ...behind, order: look.order, limit: PAGE })
  tell({ type: 'page', look, from, rows, more: rows.length === PAGE })
}

/** Throws USAGE for a time that is none, ID_INVALID and NOT_FOUND for a run. */
async function queryOf(app: App, { query }: AuditLook): Promise<Omit<AuditQuery, 'limit' | 'order'>> {
  const { fields, words } = typedQuery(query, AUDIT_FIELDS)
  const text = [fields['text'], ...words].filter((word) => word !== undefined).join(' ')
  const filter = auditFilter({ ...fields, text: text === '' ? undefined : text }, { now: Date.now(), label: (name) => `${name}:` })
  if (fields['run'] === undefined) return filter
  const { id, workspace } = await app.locate('run', fields['run'])
  if (workspace !== app.config.workspace)
    throw new ClawError('NOT_FOUND', `The run ${id} is of another workspace, and so is its audit log.`, { fix: `claw audit --run ${id}` })
  return { ...filter, run_id: id }
}

async function exported(app: App, effect: Extract<AuditEffect, { do: 'export' }>, { tell }: Desk<AuditData>): Promise<void> {
  const path = typedPath(effect.path)
  await frameDrawn()
  if (!effect.overwrite && existsSync(path)) return tell({ type: 'exists', path, format: effect.format })
  const query = { ...(await queryOf(app, effect.look)), limit: Number.MAX_SAFE_INTEGER }
  const { records, check } = await app.exportAudit({ query, format: effect.format, to: path })
  tell({ type: 'exported', path, records, check })
}
