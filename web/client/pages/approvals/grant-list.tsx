import { grantText } from '../../../../src/view/grant-text.ts'
import type { GrantRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { api } from '../../api/api.ts'
import { Failure } from '../../parts.tsx'
import { useAct } from '../../use-act.ts'
import { usePoll } from '../../use-poll.ts'

const REFRESH_MS = 3000

/** What was allowed for longer than a run, and how to take it back. */
export function GrantList() {
  const { value, error, refresh } = usePoll(api.grants, REFRESH_MS)
  const act = useAct()
  const grants = value?.grants ?? []
  return (
    <section aria-label="Grants">
      <h2>Grants</h2>
      <Failure text={error ?? act.error} />
      {value !== undefined && grants.length === 0 && <p className="empty">Nothing is allowed for longer than its run.</p>}
      {grants.map((grant) => (
        <Grant
          key={grant.grant_id}
          grant={grant}
          busy={act.busy}
          revoke={() => act.run(() => api.revokeGrant(grant.grant_id).finally(refresh))}
        />
      ))}
    </section>
  )
}

function Grant({ grant, busy, revoke }: { readonly grant: GrantRow; readonly busy: boolean; readonly revoke: () => void }) {
  const { covers, matches, leaves } = grantText(grant.match)
  const until = grant.expires_at === null ? 'until it is revoked' : `until ${new Date(grant.expires_at).toLocaleString()}`
  return (
    <article className="approval" aria-label={`Grant ${grant.grant_id}`}>
      <h3>{covers}</h3>
      <p>
        {grant.live ? until : 'expired'}, in {visibleLine(grant.workspace)}
        {grant.sandboxed ? ', inside of the OS sandbox only' : ''}; given by {visibleLine(grant.by)}
        {grant.uses === null ? '' : `, used ${grant.uses} times`}
      </p>
      <p>
        Matches: {matches}. Not: {leaves}; another workspace. Asked: <code>{visibleLine(grant.why)}</code>
      </p>
      <div className="row">
        <code>{grant.grant_id}</code>
        <button type="button" className="danger" disabled={busy} onClick={revoke}>
          Revoke
        </button>
      </div>
    </article>
  )
}
