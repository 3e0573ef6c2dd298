import { useMemo } from 'react'
import { runAnalysis } from '../../../../../src/view/analysis/run-analysis.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Link } from '../../../kit/act/link.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { GraphPanel } from '../graph/graph-panel.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useRunSearch } from '../use-run-search.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { Capsules } from './capsules.tsx'
import { CauseNotice } from './cause-notice.tsx'
import { MemoryList } from './memory-list.tsx'
import { OpenCalls } from './open-calls.tsx'
import { Stages } from './stages.tsx'

/** The run at a glance, most urgent first: what went wrong, its answer, who works, how it hangs together. */
export function OverviewTab({ run }: { readonly run: RunOfPage }) {
  const [search, look] = useRunSearch()
  const { view, events, run_id } = run
  const { last_seq } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: the events grow, and `last_seq` says how far
  const analysis = useMemo(() => runAnalysis(events, { run_id, now: run.until() }), [last_seq, run_id, run.goesOn])
  const choose = (id: string) => look({ tab: 'steps', step: id })
  return (
    <>
      <Stages stages={analysis.stages} />
      {analysis.cause !== null && <CauseNotice run={run} cause={analysis.cause} />}
      {view.suggestions.length > 0 && (
        <Panel title="It can do, for example">
          <ul>
            {view.suggestions.map((one) => (
              <li key={one}>
                <Link to="/new" search={{ task: one }}>
                  {visibleLine(one)}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <AnswerPanel run={run} onChoose={choose} />
      <OpenCalls calls={view.open_calls} />
      <GraphPanel run={run} chosen={search.step} onChoose={choose} />
      <Capsules run={run} onChoose={choose} />
      {view.notes.map(({ level, text }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: notes have no other name
        <Notice key={n} tone={level === 'warn' ? 'warn' : 'info'} title={visibleLine(text)} />
      ))}
      <MemoryList run={run} />
    </>
  )
}
