import type { ReactNode } from 'react'
import { totalCost } from '../../../../../src/view/add-model-use.ts'
import { plural } from '../../../../../src/view/format.ts'
import { RUN_LOOKS } from '../../../../../src/view/run-look.ts'
import { engineOf } from '../../../../../src/view/run-view.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Link } from '../../../kit/act/link.tsx'
import { Duration } from '../../../kit/show/duration.tsx'
import { Id } from '../../../kit/show/id.tsx'
import { Money } from '../../../kit/show/money.tsx'
import { StatusChip } from '../../../kit/show/status-chip.tsx'
import { Time } from '../../../kit/show/time.tsx'
import { Tokens } from '../../../kit/show/tokens.tsx'
import { AgentLink } from '../agent-link.tsx'
import type { RunOfPage } from '../known-run.ts'
import { LiveState } from './live-state.tsx'
import { RunActions } from './run-actions.tsx'
import styles from './run-header.module.css'

const SESSION_SHOWN = 16

/** The task, how it stands, what it took, and what can be done with it. */
export function RunHeader({ run, isLoading }: { readonly run: RunOfPage; readonly isLoading: boolean }) {
  const { view, row } = run
  const task = view.task || row?.task || ''
  const status = run.end ?? (view.status === 'queued' ? (row?.status ?? view.status) : view.status)
  const look = view.cancelling_by !== null && run.goesOn ? { ...RUN_LOOKS.running, word: 'stopping' } : RUN_LOOKS[status]
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <h1 tabIndex={-1} className={styles.task}>
          {task === '' ? 'Run' : visibleLine(task.split('\n')[0] ?? '').slice(0, 300)}
        </h1>
        {!isLoading && <RunActions run={run} />}
      </div>
      {!isLoading && (
        <>
          <div className={styles.state}>
            <StatusChip look={look} />
            <LiveState run={run} />
          </div>
          <Facts run={run} />
        </>
      )}
    </header>
  )
}

function Facts({ run }: { readonly run: RunOfPage }) {
  const { view, row, shown } = run
  const { use } = shown.root
  const agents = new Set(view.subtasks.flatMap(({ agent_id }) => agent_id ?? []))
  const calls = view.subtasks.reduce((sum, { tool_calls }) => sum + tool_calls, 0)
  const started = view.started_at ?? row?.created_at ?? null
  const session = view.session_id || row?.session_id || ''
  return (
    <dl className={styles.facts}>
      <Fact name="Run">
        <Id id={run.run_id} of="run" />
      </Fact>
      <Fact name="Engine">
        {engineOf(view) ?? row?.engine ?? 'unknown'}
        {view.model !== null && engineOf(view) !== 'rules' && <span className={styles.quiet}> {visibleLine(view.model)}</span>}
      </Fact>
      <Fact name="Agents">
        {agents.size === 0
          ? '-'
          : [...agents].slice(0, 3).map((agent) => (
              <span key={agent} className={styles.agent}>
                <AgentLink id={agent} />
              </span>
            ))}
        {agents.size > 3 && ` and ${agents.size - 3} more`}
      </Fact>
      <Fact name="Took">
        {started === null ? '-' : <Duration from={started} to={run.goesOn ? null : (shown.root.ended_at ?? run.until())} />}
      </Fact>
      <Fact name="Tokens">
        {use.calls === 0 ? (
          <span className={styles.quiet}>no model used</span>
        ) : (
          <>
            <Tokens count={use.input} /> in, <Tokens count={use.output} /> out
          </>
        )}
      </Fact>
      <Fact name="Cost">{use.calls === 0 ? '-' : <Money usd={totalCost(view.usage)} />}</Fact>
      <Fact name="Did">
        {plural(calls, 'tool call')}
        {view.artifacts.length > 0 && (
          <>
            {', '}
            <Link to="/runs/$run_id" params={{ run_id: run.run_id }} search={{ tab: 'files' }}>
              {plural(view.artifacts.length, 'file')}
            </Link>
          </>
        )}
      </Fact>
      {session !== '' && session !== run.run_id && (
        <Fact name="Session">
          <SessionLink session={session} />
        </Fact>
      )}
      <Fact name="Started">
        {started === null ? '-' : <Time at={started} />}
        {row !== null && (
          <span className={styles.quiet}>
            {' '}
            by {visibleLine(row.actor.replace(/^user:/, ''))} ({visibleLine(row.origin)})
          </span>
        )}
      </Fact>
      {shown.root.detail.kind === 'run' && shown.root.detail.forked !== null && (
        <Fact name="Forked from">
          <Link to="/runs/$run_id" params={{ run_id: shown.root.detail.forked.parent }}>
            {shown.root.detail.forked.parent.slice(0, 8)}
          </Link>{' '}
          at {visibleLine(shown.root.detail.forked.step)}
        </Fact>
      )}
    </dl>
  )
}

function SessionLink({ session }: { readonly session: string }) {
  return (
    <Link to="/runs" search={{ session }} title="The runs of this session">
      {visibleLine(session.length > SESSION_SHOWN ? `${session.slice(0, SESSION_SHOWN)}…` : session)}
    </Link>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
