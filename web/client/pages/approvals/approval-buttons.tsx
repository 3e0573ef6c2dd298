import { type FormEvent, useState } from 'react'
import type { ApprovalChoice } from '../../../../src/view/approval-view.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { Answer } from '../../api/api.ts'

interface ButtonsProps {
  readonly disabled: boolean
  readonly give: (answer: Answer) => void
}

export function ApprovalButtons({ disabled, give, choices }: ButtonsProps & { readonly choices: readonly ApprovalChoice[] }) {
  const [note, setNote] = useState('')
  const reason = note.trim()
  const denied = reason === '' ? 'deny' : 'deny-why'
  return (
    <div className="row">
      <input
        type="text"
        aria-label="Reason for a denial"
        placeholder="Reason, told to the agent (optional)"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {choices.map(({ id, label, refused }) => {
        if (id === 'deny' || id === 'deny-why')
          return (
            id === denied && (
              <button
                key={id}
                type="button"
                className="danger"
                disabled={disabled}
                onClick={() => give({ decision: 'denied', ...(reason === '' ? {} : { note: reason }) })}
              >
                {label}
              </button>
            )
          )
        if (id === 'edit') return null
        if (id === 'drop') return <DropSteps key={id} label={label} disabled={disabled} give={give} />
        return (
          refused === '' && (
            <button
              key={id}
              type="button"
              className={id === 'once' ? 'primary' : undefined}
              disabled={disabled}
              onClick={() => give({ decision: 'approved', scope: id })}
            >
              {label}
            </button>
          )
        )
      })}
    </div>
  )
}

/** Of a plan: approve it without some of its steps. Editing is done in the terminal. */
function DropSteps({ label, disabled, give }: ButtonsProps & { readonly label: string }) {
  const [steps, setSteps] = useState('')
  const drop = steps
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  return (
    <>
      <input
        type="text"
        aria-label="Steps to leave out"
        placeholder="Steps, as s2, s3"
        value={steps}
        onChange={(event) => setSteps(event.target.value)}
      />
      <button
        type="button"
        disabled={disabled || drop.length === 0}
        onClick={() => give({ decision: 'approved', scope: 'once', plan: { drop, edit: {} } })}
      >
        {label} and approve
      </button>
    </>
  )
}

export function QuestionButtons({ disabled, give, options }: ButtonsProps & { readonly options: readonly string[] }) {
  const [answer, setAnswer] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    give({ decision: 'answered', answer: answer.trim() })
  }
  return (
    <form className="row" onSubmit={submit}>
      {options.map((option) => (
        <button key={option} type="button" disabled={disabled} onClick={() => give({ decision: 'answered', answer: option })}>
          {visibleLine(option)}
        </button>
      ))}
      <input
        type="text"
        aria-label="Your answer"
        placeholder="Your answer"
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <button type="submit" className="primary" disabled={disabled || answer.trim() === ''}>
        Answer
      </button>
    </form>
  )
}
