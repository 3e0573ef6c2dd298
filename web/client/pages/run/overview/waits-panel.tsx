import { pendingIds } from '../../../../../src/view/run-act-refusal.ts'
import { exactJson, visibleLine } from '../../../../../src/view/shown-text.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { PendingApprovals } from '../../approvals/pending-approvals.tsx'
import { Exact } from '../exact.tsx'
import { useDeed } from '../header/use-deed.ts'
import type { RunOfPage } from '../known-run.ts'
import { runApi } from '../run-api.ts'

/** What the run waits for, to be answered right here. */
export function WaitsPanel({ run }: { readonly run: RunOfPage }) {
  const { view, goesOn, end } = run
  const pending = pendingIds(view)
  if (view.in_doubt.length > 0 && !goesOn) return <Doubts run={run} />
  if (pending.length > 0) return <PendingApprovals run_id={run.run_id} />
  if (end === 'waiting') return <Notice tone="warn" title="It waits, and what it waited for is answered: resume it." />
  return null
}

const VERDICTS = [
  ['done', 'It happened: go on'],
  ['retry', 'Do it again'],
  ['abandon', 'Give it up'],
] as const

function Doubts({ run }: { readonly run: RunOfPage }) {
  const deed = useDeed<unknown>(() => undefined)
  return (
    <Notice tone="warn" title="claw was ended while this was under way, and nothing tells whether it happened:">
      {run.view.in_doubt.map(({ intent_id, tool, args }) => (
        <Exact key={intent_id} label={`arguments of ${visibleLine(tool)}`} text={`${visibleLine(tool)} ${exactJson(args)}`} />
      ))}
      <div>
        {VERDICTS.map(([in_doubt, words]) => (
          <Button key={in_doubt} size="s" busy={deed.busy} onClick={() => deed.run(() => runApi.resume(run.run_id, { in_doubt }))}>
            {words}
          </Button>
        ))}
      </div>
      {deed.error !== undefined && <ErrorNotice error={deed.error} title="It was not resumed" />}
    </Notice>
  )
}
