import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject } from '../kernel/json.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { AuditQuery } from '../store/audit-query.ts'
import type { AuditRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { AuditExplanation, PolicyStepRow } from '../view/rows.ts'
import { exportAudit } from './audit/export-audit.ts'
import type { AuditFunctions, WebRefusal } from './audit-functions-port.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'

const PAGE = 1000
const NEIGHBOURS = 50

export function auditFunctions({ store, config }: Services): AuditFunctions {
  async function* walk(query: Omit<AuditQuery, 'order'>): AsyncGenerator<readonly AuditRecord[]> {
    let after = query.after ?? 0
    for (let left = query.limit; left > 0; ) {
      const page = store.audit.list({ ...query, order: 'oldest', after, limit: Math.min(PAGE, left) })
      const last = page.at(-1)
      if (last === undefined) return
      yield page
      after = last.n
      left -= page.length
    }
  }

  function explain(n: number): AuditExplanation {
    const record = store.audit.get(n)
    if (record === undefined) throw new ClawError('NOT_FOUND', `There is no audit record ${n}.`, { fix: 'claw audit list' })
    const run = record.run_id === null ? undefined : store.runs.get(record.run_id)
    const events = eventsOf(record)
    const requested = events.find((event) => event.type === 'tool.requested')
    return {
      record,
      on_behalf_of: run === undefined ? null : { actor: run.actor, origin: run.origin, task: run.task },
      workspace: run?.workspace ?? config.workspace,
      call: requested === undefined ? null : { tool: requested.data.tool, args: requested.data.args, reason: requested.data.reason },
      steps: stepsOf(record.detail),
      approval: approvalOf(record),
      outcome: outcomeOf(events),
      same_call: sameCall(record),
    }
  }

  // The events of the very call that the record is about; a record of something else has none.
  function eventsOf({ run_id, subtask_id, args_hash }: AuditRecord): readonly RunEvent[] {
    if (run_id === null || args_hash === null) return []
    const all = store.events.list(run_id).filter((event) => event.subtask_id === subtask_id)
    const requested = all.filter((event) => event.type === 'tool.requested' && event.data.args_hash === args_hash)
    const ids = new Set(requested.map((event) => (event.type === 'tool.requested' ? event.data.intent_id : '')))
    return all.filter((event) => 'intent_id' in event.data && ids.has(event.data.intent_id))
  }

  function approvalOf({ run_id, args_hash }: AuditRecord): AuditExplanation['approval'] {
    if (run_id === null || args_hash === null) return null
    const found = store.approvals.list({ run_id, limit: 1000 }).find((approval) => approval.args_hash === args_hash)
    if (found === undefined) return null
    const { approval_id, kind, status, scope, decided_by, note, why } = found
    return { approval_id, kind, status, scope, decided_by, note, why }
  }

  function sameCall({ n, run_id, args_hash }: AuditRecord): readonly AuditRecord[] {
    if (run_id === null || args_hash === null) return []
    return store.audit.list({ run_id, args_hash, order: 'oldest', limit: NEIGHBOURS }).filter((other) => other.n !== n)
  }

  const verifyAudit: AuditFunctions['verifyAudit'] = async (options) => store.audit.verify(options)
  return {
    listAudit: async (query) => store.audit.list(query),
    walkAudit: walk,
    verifyAudit,
    exportAudit: (wanted) => exportAudit({ verifyAudit, walkAudit: walk, config }, wanted),
    explainAudit: async (n) => explain(n),
    broughtRuns: async () => store.brought.list(),
    adoptRuns: async () => {
      const runs = store.brought.list()
      store.audit.append({ actor: localActor(), action: 'registry.adopted', target: config.dbPath, detail: { runs: [...runs] } })
      store.brought.adopt()
      return runs
    },
    recordWebRefusal: async (refusal) => recordWebRefusal(store, refusal),
    recordWebSession: async (what) => void store.audit.append({ actor: localActor(), action: `web.${what}`, target: config.workspace }),
  }
}

function recordWebRefusal(store: Store, { rule, method, path, reason }: WebRefusal): void {
  store.audit.append({ actor: 'web', action: 'web.refused', target: `${method} ${path}`, decision: 'deny', rule: `web.${rule}`, reason })
}

function outcomeOf(events: readonly RunEvent[]): AuditExplanation['outcome'] {
  const finished = events.findLast((event) => event.type === 'tool.finished')
  if (finished === undefined) return null
  return { ok: finished.data.ok, error: finished.data.error?.message ?? null, at: finished.at }
}

function stepsOf(detail: Json): PolicyStepRow[] {
  const steps = isJsonObject(detail) ? detail['steps'] : undefined
  return Array.isArray(steps) ? steps.filter(isJsonObject).map(toStep) : []
}

function toStep(step: JsonObject): PolicyStepRow {
  const text = (name: string): string => (typeof step[name] === 'string' ? step[name] : '')
  return {
    rule: text('rule'),
    origin: text('origin'),
    decision: text('decision'),
    matched: step['matched'] !== false,
    reason: text('reason'),
  }
}
