import { visibleText } from '../../src/view/shown-text.ts'
import { api } from './api.ts'
import { ApprovalsPage } from './approvals-page.tsx'
import { AuditPage } from './audit-page.tsx'
import { RunPage } from './run-page.tsx'
import { RunsPage } from './runs-page.tsx'
import { type Place, usePlace } from './use-place.ts'
import { usePoll } from './use-poll.ts'

const STATUS_MS = 3000

export function Dashboard() {
  const place = usePlace()
  const status = usePoll(api.status, STATUS_MS)
  const pending = status.value?.approvals_pending ?? 0
  return (
    <>
      <header className="top">
        <a className="brand" href="#/runs">
          claw
        </a>
        <nav aria-label="Places">
          <NavLink href="#/runs" here={place.page === 'runs' || place.page === 'run'} text="Runs" />
          <NavLink href="#/approvals" here={place.page === 'approvals'} text="Approvals" count={pending} />
          <NavLink href="#/audit" here={place.page === 'audit'} text="Audit" />
        </nav>
        <p className="where">
          {status.value && (
            <>
              <span title={visibleText(status.value.engine_reason)}>engine {visibleText(status.value.engine)}</span>
              <span className="path">{visibleText(status.value.workspace)}</span>
            </>
          )}
          {status.error !== undefined && <span className="failure">{status.error}</span>}
        </p>
      </header>
      <main>
        <Page place={place} />
      </main>
    </>
  )
}

function Page({ place }: { readonly place: Place }) {
  switch (place.page) {
    case 'runs':
      return <RunsPage />
    case 'approvals':
      return <ApprovalsPage />
    case 'audit':
      return <AuditPage />
    case 'run':
      return <RunPage key={place.run_id} run_id={place.run_id} />
    default:
      return place satisfies never
  }
}

function NavLink({
  href,
  here,
  text,
  count = 0,
}: {
  readonly href: string
  readonly here: boolean
  readonly text: string
  readonly count?: number
}) {
  return (
    <a href={href} aria-current={here ? 'page' : undefined}>
      {text}
      {count > 0 && <span className="count">{count}</span>}
    </a>
  )
}
