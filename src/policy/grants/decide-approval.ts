import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import type { ApprovalRecord } from '../../store/records.ts'
import type { ApprovalAnswer, Store } from '../../store/store.ts'
import type { Grant } from './grant.ts'
import type { GrantBook } from './grant-book.ts'

const SHOWN = 300

export interface DecideOptions {
  readonly store: Store
  readonly grants: GrantBook
  readonly clock: Pick<Clock, 'now'>
}

/**
 * Decides a request, whichever face the answer comes from. The first answer wins: undefined when it was decided before. With `window` and
 * `always` the grant is saved before the decision is committed: where it cannot be saved, nothing is decided.
 */
export function decideApproval(options: DecideOptions, approval_id: string, answer: ApprovalAnswer): ApprovalRecord | undefined {
  const { scope } = answer
  if (answer.status !== 'approved' || (scope !== 'window' && scope !== 'always')) return options.store.approvals.decide(approval_id, answer)
  return options.store.approvals.decide(approval_id, answer, (row) => saveGrant(options, row, scope))
}

function saveGrant({ store, grants, clock }: DecideOptions, row: ApprovalRecord, scope: 'window' | 'always'): void {
  const grant = grantOf(row, scope, store.runs.get(row.run_id)?.workspace ?? '', clock.now())
  grants.add(grant)
  const { id, match, expires_at, by } = grant
  const place = {
    ...(row.subtask_id === null ? {} : { subtask_id: row.subtask_id }),
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
  }
  const data = {
    grant_id: id,
    approval_id: row.approval_id,
    scope,
    match,
    expires_at: expires_at === null ? null : new Date(expires_at).toISOString(),
  }
  store.events.appendUnfenced(row.run_id, { type: 'grant.made', ...place, actor: by, data })
  store.audit.append({
    actor: by,
    action: 'grant.made',
    target: id,
    run_id: row.run_id,
    subtask_id: row.subtask_id,
    agent_id: row.agent_id,
    decision: scope,
    reason: row.summary,
    args_hash: row.args_hash,
    detail: { match, workspace: grant.workspace, approval_id: row.approval_id, expires_at: data.expires_at },
  })
}

// The arguments of the row are the redacted ones.
function shownCall({ args }: ApprovalRecord): string {
  const text = JSON.stringify(args)
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters)`
}

/** Throws USAGE for a scope that the request does not offer: a person must not believe in a grant that is none. */
function grantOf(row: ApprovalRecord, scope: 'window' | 'always', workspace: string, now: number): Grant {
  const offer = row.facts.grant
  if (offer?.match == null || (scope === 'always' && !offer.always))
    throw new ClawError(
      'USAGE',
      `${row.approval_id} cannot be allowed '${scope}': ${offer?.reason ?? 'it is a request of its own kind'}.`,
      {
        fix: `claw approve ${row.approval_id} --scope once`,
      },
    )
  return {
    id: `g_${newId()}`,
    scope,
    workspace,
    match: offer.match,
    sandboxed: offer.sandboxed,
    by: row.decided_by ?? 'claw',
    why: shownCall(row),
    approval_id: row.approval_id,
    run_id: row.run_id,
    created_at: now,
    expires_at: scope === 'always' ? null : now + offer.window_ms,
  }
}
