import { useState } from 'react'
import { approvalView } from '../../../../src/view/approval-view.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { Button } from '../../kit/act/button.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import styles from './approvals.module.css'
import type { Answer } from './approvals-api.ts'
import { PlanEditor } from './plan-editor.tsx'
import { SureButton } from './sure-button.tsx'

export interface AnswersProps {
  readonly row: ApprovalRow
  readonly busy: boolean
  /** Why nothing can be answered yet. */
  readonly wait: string | undefined
  /** Why it cannot be allowed yet. */
  readonly unread: string | undefined
  readonly give: (answer: Answer) => void
}

/** What can be said to a request: no, no with a reason, and a yes of every reach that there is. */
export function ApprovalAnswers({ row, busy, wait, unread, give }: AnswersProps) {
  const [note, setNote] = useState('')
  const [editing, setEditing] = useState(false)
  const reason = note.trim()
  const { choices } = approvalView(row)
  const yes = choices.filter(({ id }) => id !== 'deny' && id !== 'deny-why' && id !== 'edit' && id !== 'drop')
  if (editing) return <PlanEditor row={row} busy={busy} give={give} onLeave={() => setEditing(false)} />
  return (
    <div className={styles.answers}>
      <TextArea label="Reason of a no, told to the agent" rows={1} value={note} onChange={setNote} maxLength={10_000} />
      <fieldset className={styles.buttons} aria-label="Answer">
        <SureButton
          label={reason === '' ? 'Deny' : 'Deny and tell why'}
          variant="danger"
          busy={busy}
          disabledBecause={wait}
          onSure={() => give({ decision: 'denied', ...(reason === '' ? {} : { note: reason }) })}
        />
        {choices.some(({ id }) => id === 'edit') && (
          <Button disabledBecause={wait} onClick={() => setEditing(true)}>
            Edit the plan
          </Button>
        )}
        {yes.map(({ id, label, refused }) =>
          id === 'once' || id === 'run' || id === 'window' || id === 'always' ? (
            <SureButton
              key={id}
              label={label}
              variant={id === 'once' ? 'primary' : 'plain'}
              busy={busy}
              disabledBecause={refused === '' ? (wait ?? unread) : refused}
              onSure={() => give({ decision: 'approved', scope: id })}
            />
          ) : null,
        )}
      </fieldset>
      <Saves choices={yes} />
    </div>
  )
}

/** What "always" would save, and what that would and would not match. */
function Saves({ choices }: { readonly choices: ReturnType<typeof approvalView>['choices'] }) {
  const lines = choices.flatMap(({ label, saves }) => saves.map((line) => `${label} ${line}`))
  if (lines.length === 0) return null
  return (
    <ul className={styles.saves}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
