import { type FormEvent, useState } from 'react'
import { visibleLine } from '../../src/view/shown-text.ts'
import type { Answer } from './api.ts'

interface ButtonsProps {
  readonly disabled: boolean
  readonly give: (answer: Answer) => void
}

export function ApprovalButtons({ disabled, give }: ButtonsProps) {
  const [note, setNote] = useState('')
  const reason = note.trim()
  return (
    <div className="row">
      <input
        type="text"
        aria-label="Reason for a denial"
        placeholder="Reason, told to the agent (optional)"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <button
        type="button"
        className="danger"
        disabled={disabled}
        onClick={() => give({ decision: 'denied', ...(reason === '' ? {} : { note: reason }) })}
      >
        {reason === '' ? 'Deny' : 'Deny and tell why'}
      </button>
      <button type="button" disabled={disabled} onClick={() => give({ decision: 'approved', scope: 'run' })}>
        Allow for this run
      </button>
      <button type="button" className="primary" disabled={disabled} onClick={() => give({ decision: 'approved', scope: 'once' })}>
        Allow once
      </button>
    </div>
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
