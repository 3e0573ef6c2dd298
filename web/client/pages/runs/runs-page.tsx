import { Link } from '@tanstack/react-router'
import { type FormEvent, useCallback, useState } from 'react'
import { formatDuration } from '../../../../src/view/format.ts'
import type { RunRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { api } from '../../api/api.ts'
import { Age, Badge, Failure } from '../../parts.tsx'
import { usePoll } from '../../use-poll.ts'
import { NewRun } from '../new-run/new-run.tsx'

const REFRESH_MS = 2000
const STATUSES = ['queued', 'running', 'waiting', 'interrupted', 'completed', 'partial', 'failed', 'denied', 'cancelled'] as const

export function RunsPage() {
  const [status, setStatus] = useState('')
  const [q, setQ] = useState('')
  const load = useCallback(() => api.runs({ status, text: q }), [status, q])
  const { value, error } = usePoll(load, REFRESH_MS)
  const filtered = status !== '' || q !== ''
  return (
    <div className="present">
      <NewRun />
      <form className="filters" onSubmit={(event: FormEvent) => event.preventDefault()}>
        <h1>Runs</h1>
        <input
          type="search"
          placeholder="Search tasks and ids"
          aria-label="Search runs"
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <select aria-label="Status" value={status} onChange={(event) => setStatus(event.target.value)}>
          <option value="">any status</option>
          {STATUSES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </form>
      <Failure text={error} />
      {value?.runs.length === 0 && <p className="empty">{filtered ? 'No run fits.' : 'No runs yet. Ask for something above.'}</p>}
      <ul className="runs">
        {value?.runs.map((run) => (
          <RunLine key={run.run_id} run={run} />
        ))}
      </ul>
    </div>
  )
}

function RunLine({ run }: { readonly run: RunRow }) {
  const took = run.ended_at === null ? '' : formatDuration(run.ended_at - run.created_at)
  return (
    <li>
      <Link to="/runs/$run_id" params={{ run_id: run.run_id }}>
        <Badge status={run.status} />
        <span className="task">{visibleLine(run.task)}</span>
        <span className="facts">
          <code>{run.run_id.slice(0, 6)}</code>
          <span>{run.engine}</span>
          <span>{took}</span>
          <Age at={run.created_at} />
        </span>
      </Link>
    </li>
  )
}
