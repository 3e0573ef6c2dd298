import { useRef, useState } from 'react'
import { askedTitle } from '../../../../src/view/asked-title.ts'
import type { ApprovalRow } from '../../../../src/view/rows.ts'
import type { ListedRun } from '../../../../src/view/run-list.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { ApiError } from '../../api/api-error.ts'
import { Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Badge } from '../../kit/show/badge.tsx'
import { Time } from '../../kit/show/time.tsx'
import { ApprovalAnswers } from './approval-answers.tsx'
import { ApprovalFacts } from './approval-facts.tsx'
import styles from './approvals.module.css'
import { type Answer, approvalsApi } from './approvals-api.ts'
import { QuestionAnswers } from './question-answers.tsx'
import { tellAnswered } from './tell-answered.ts'
import { TimeLeft } from './time-left.tsx'
import { useSeenSettled } from './use-seen-settled.ts'

interface ApprovalCardProps {
  readonly approval: ApprovalRow
  /** How its run stands, where that is known. */
  readonly run?: ListedRun | undefined
  readonly onAnswered: () => void
}

const KINDS: Readonly<Record<ApprovalRow['kind'], string>> = {
  tool: 'tool call',
  create_agent: 'new agent',
  api: 'call that may cost',
  question: 'question',
  plan: 'plan',
}

/** A request for a person's word, made from its canonical arguments, and every answer that there is. */
export function ApprovalCard({ approval, run, onAnswered }: ApprovalCardProps) {
  const { approval_id, run_id, kind, summary, created_at, options } = approval
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [readAll, setReadAll] = useState(kind === 'question')
  const answers = useRef<HTMLDivElement>(null)
  const settled = useSeenSettled(answers)
  const give = (answer: Answer): void => {
    setBusy(true)
    setError(undefined)
    approvalsApi
      .answer(approval_id, answer)
      .then(tellAnswered)
      .catch((reason: unknown) => {
        if (reason instanceof ApiError && reason.code === 'ALREADY_DECIDED')
          showToast({ title: `Somebody was first. ${reason.message}`, tone: 'warn' })
        else setError(reason)
      })
      .finally(() => {
        setBusy(false)
        onAnswered()
      })
  }
  const shared = {
    row: approval,
    busy,
    give,
    wait: settled ? undefined : 'A moment: it has only just come into sight.',
    unread: readAll ? undefined : 'Read all of it first: the end of what is exact was not in sight yet.',
  }
  const question = kind === 'question'
  return (
    <article className={styles.card} aria-label={`${question ? 'Question' : 'Approval'} ${approval_id}`} data-approval={approval_id}>
      <header className={styles.head}>
        <h2 className={styles.title}>{question ? visibleText(summary) : askedTitle(approval)}</h2>
        <p className={styles.meta}>
          <Badge tone="warn">{KINDS[kind]}</Badge>
          <Link to="/runs/$run_id" params={{ run_id }}>
            run {run_id.slice(0, 8)}
          </Link>
          <span>
            asked <Time at={created_at} />
          </span>
          <TimeLeft row={approval} />
        </p>
        {run !== undefined && !run.held && (
          <p className={styles.parked}>Its run has parked: no process waits for the answer. With it, the run goes on by itself.</p>
        )}
      </header>
      {question ? (
        <p className={styles.meta}>
          asked by {visibleLine(approval.agent_id ?? 'claw')}
          {options.length > 0 ? `, ${options.length} answers offered` : ''}
        </p>
      ) : (
        <ApprovalFacts row={approval} onReadAll={() => setReadAll(true)} />
      )}
      <div ref={answers}>{question ? <QuestionAnswers {...shared} /> : <ApprovalAnswers {...shared} />}</div>
      {error !== undefined && <ErrorNotice error={error} title="It was not answered" />}
    </article>
  )
}
