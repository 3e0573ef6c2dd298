import { useEffect, useState } from 'react'
import type { ApprovalRow } from '../../src/view/rows.ts'
import { exactJson, visibleLine, visibleText } from '../../src/view/shown-text.ts'
import { type Answer, api } from './api.ts'
import { ApprovalButtons, QuestionButtons } from './approval-buttons.tsx'
import { Failure } from './parts.tsx'
import { useAct } from './use-act.ts'

const SETTLE_MS = 400

/** Made from the canonical arguments, never from the words of an agent. */
export function ApprovalCard({ approval, onAnswered }: { readonly approval: ApprovalRow; readonly onAnswered: () => void }) {
  const act = useAct()
  const settled = useSettled()
  const give = (answer: Answer): void => act.run(() => api.answer(approval.approval_id, answer).finally(onAnswered))
  const disabled = act.busy || !settled
  const question = approval.kind === 'question'
  return (
    <article className="approval" aria-label={`${question ? 'Question' : 'Approval'} ${approval.approval_id}`}>
      <h2>{visibleText(approval.summary)}</h2>
      <dl>
        <dt>agent</dt>
        <dd>{visibleLine(approval.agent_id ?? 'claw')}</dd>
        <dt>run</dt>
        <dd>
          <a href={`#/runs/${approval.run_id}`}>{approval.run_id}</a>
        </dd>
        {!question && (
          <>
            <dt>arguments</dt>
            <dd>
              <pre>{exactJson(approval.args)}</pre>
            </dd>
            <dt>why asked</dt>
            <dd>{visibleText(approval.why)}</dd>
            <dt>agent says</dt>
            <dd>
              <em className="unverified">not verified</em> {visibleText(approval.claim) || 'nothing'}
            </dd>
          </>
        )}
        <dt>open until</dt>
        <dd>{new Date(approval.expires_at).toLocaleString()}</dd>
      </dl>
      {question ? (
        <QuestionButtons options={approval.options} disabled={disabled} give={give} />
      ) : (
        <ApprovalButtons disabled={disabled} give={give} />
      )}
      <Failure text={act.error} />
    </article>
  )
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
