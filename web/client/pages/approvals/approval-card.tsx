import { Link } from '@tanstack/react-router'
import { Fragment, useEffect, useState } from 'react'
import { type ApprovalChoice, type ApprovalFact, approvalView } from '../../../../src/view/approval-view.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { type Answer, api } from '../../api/api.ts'
import { Failure } from '../../parts.tsx'
import { useAct } from '../../use-act.ts'
import { ApprovalButtons, QuestionButtons } from './approval-buttons.tsx'

const SETTLE_MS = 400

/** Made from the canonical arguments, never from the words of an agent. */
export function ApprovalCard({ approval, onAnswered }: { readonly approval: ApprovalRow; readonly onAnswered: () => void }) {
  const act = useAct()
  const settled = useSettled()
  const give = (answer: Answer): void => act.run(() => api.answer(approval.approval_id, answer).finally(onAnswered))
  const disabled = act.busy || !settled
  const question = approval.kind === 'question'
  const view = approvalView(approval)
  return (
    <article className="approval" aria-label={`${question ? 'Question' : 'Approval'} ${approval.approval_id}`}>
      <h2>{visibleText(approval.summary)}</h2>
      <dl>
        <dt>run</dt>
        <dd>
          <Link to="/runs/$run_id" params={{ run_id: approval.run_id }}>
            {approval.run_id}
          </Link>
        </dd>
        {question ? <Fact label="agent" text={visibleLine(approval.agent_id ?? 'claw')} kind="plain" /> : view.facts.map(Fact)}
        <dt>open until</dt>
        <dd>{openUntil(approval)}</dd>
      </dl>
      {!question && <Offers choices={view.choices} />}
      {question ? (
        <QuestionButtons options={approval.options} disabled={disabled} give={give} />
      ) : (
        <ApprovalButtons choices={view.choices} disabled={disabled} give={give} />
      )}
      <Failure text={act.error} />
    </article>
  )
}

function Fact({ label, text, kind }: ApprovalFact) {
  return (
    <Fragment key={label}>
      <dt>{label}</dt>
      <dd>{kind === 'exact' ? <pre>{text}</pre> : kind === 'unverified' ? <em className="unverified">{text}</em> : text}</dd>
    </Fragment>
  )
}

/** What "always" would save, and why a choice is not there. */
function Offers({ choices }: { readonly choices: readonly ApprovalChoice[] }) {
  const lines = choices.flatMap(({ label, refused, saves }) =>
    refused === '' ? saves.map((line) => `${label} ${line}`) : [`${label} is not offered: ${refused}`],
  )
  return (
    <ul className="offers">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function openUntil({ expires_at, facts }: ApprovalRow): string {
  const end = new Date(expires_at).toLocaleString()
  return facts.answer_within_ms === null ? end : `${facts.answer_within_ms / 1000} s while its run waits, then denied; else ${end}`
}

// A card that appears under a finger or a key must not take the press that was meant for something else.
function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [])
  return settled
}
