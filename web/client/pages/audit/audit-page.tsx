import { type FormEvent, useCallback, useState } from 'react'
import { auditExplanation } from '../../../../src/view/audit-explanation.ts'
import type { AuditRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { api } from '../../api/api.ts'
import { errorText } from '../../api/ask.ts'
import { Failure } from '../../parts.tsx'
import { usePoll } from '../../use-poll.ts'

const REFRESH_MS = 5000
const DECISIONS = ['allow', 'ask', 'deny', 'approved', 'denied', 'expired'] as const
const FORMATS = { jsonl: 'JSON Lines', csv: 'CSV', cloudevents: 'CloudEvents' } as const

export function AuditPage() {
  const [text, setText] = useState('')
  const [decision, setDecision] = useState('')
  const load = useCallback(() => api.audit({ text, decision }), [text, decision])
  const { value, error } = usePoll(load, REFRESH_MS)
  return (
    <div className="present">
      <form className="filters" onSubmit={(event: FormEvent) => event.preventDefault()}>
        <h1>Audit</h1>
        <input
          type="search"
          placeholder="Who, what, which rule"
          aria-label="Search the audit log"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <select aria-label="Decision" value={decision} onChange={(event) => setDecision(event.target.value)}>
          <option value="">any decision</option>
          {DECISIONS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </form>
      <Chain />
      <p className="facts">
        {Object.entries(FORMATS).map(([format, label]) => (
          <a key={format} href={`/api/audit/export?${new URLSearchParams({ format, text, decision })}`} download>
            Export {label}
          </a>
        ))}
      </p>
      <Failure text={error} />
      {value?.records.length === 0 && <p className="empty">No record fits.</p>}
      <ol className="events">
        {value?.records.map((row) => (
          <RecordLine key={row.n} row={row} />
        ))}
      </ol>
    </div>
  )
}

function Chain() {
  const [told, setTold] = useState('')
  const verify = async (): Promise<void> => {
    try {
      const chain = await api.verifyAudit()
      setTold(
        chain.ok ? `The chain is whole: ${chain.records} records.` : `Record ${chain.first_bad} is bad: ${visibleLine(chain.problem)}`,
      )
    } catch (error) {
      setTold(errorText(error))
    }
  }
  return (
    <p className="facts">
      <button type="button" onClick={() => void verify()}>
        Verify the chain
      </button>
      <span role="status">{told}</span>
    </p>
  )
}

function RecordLine({ row }: { readonly row: AuditRow }) {
  const [text, setText] = useState('')
  const explain = async (): Promise<void> => {
    setText(await api.explainAudit(row.n).then(({ explanation }) => auditExplanation(explanation), errorText))
  }
  return (
    <li>
      <details onToggle={(toggled) => toggled.currentTarget.open && text === '' && void explain()}>
        <summary>
          <span className="seq">{row.n}</span>
          <time dateTime={row.at}>{new Date(row.at).toLocaleString()}</time>
          <span className="type">{visibleLine(row.action)}</span>
          <span className="actor">{visibleLine(row.actor)}</span>
          <span className="task">
            {visibleLine([row.decision ?? '', row.target, row.rule ?? ''].filter((part) => part !== '').join('   '))}
          </span>
        </summary>
        {text !== '' && <pre>{text}</pre>}
      </details>
    </li>
  )
}
