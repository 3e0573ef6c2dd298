import { useMemo } from 'react'
import { runAnalysis } from '../../../../../src/view/analysis/run-analysis.ts'
import { resultText } from '../../../../../src/view/result-text.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Button } from '../../../kit/act/button.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { Exact } from '../exact.tsx'
import { GraphPanel } from '../graph/graph-panel.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useRunSearch } from '../use-run-search.ts'
import { Capsules } from './capsules.tsx'
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
  const result = resultText(view.result)
  const choose = (id: string) => look({ tab: 'steps', step: id })
  return (
    <>
      <Stages stages={analysis.stages} />
      {analysis.cause !== null && (
        <Notice tone="bad" title={visibleLine(analysis.cause.sentence)}>
          <Button
            size="s"
            onClick={() =>
              look({
                tab: 'events',
                event: String(analysis.cause?.seq),
                q: undefined,
                type: undefined,
                subtask: undefined,
                agent: undefined,
              })
            }
          >
            The event that tells it
          </Button>
        </Notice>
      )}
      {view.suggestions.length > 0 && (
        <Panel title="It can do, for example">
          <ul>
            {view.suggestions.map((one) => (
              <li key={one}>{visibleLine(one)}</li>
            ))}
          </ul>
        </Panel>
      )}
      {result !== '' && (
        <Panel title="Answer">
          <Exact label="answer" text={result} />
          <Sources run={run} onChoose={choose} />
        </Panel>
      )}
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

/** Which part of the answer rests on which subtasks, as far as that was said. */
function Sources({ run, onChoose }: { readonly run: RunOfPage; readonly onChoose: (id: string) => void }) {
  const { sources } = run.view
  if (sources.every(({ subtasks }) => subtasks.length === 0)) return null
  return (
    <ul>
      {sources.map(({ part, subtasks }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
        <li key={n}>
          {part === null ? 'It rests on' : `${visibleLine(part)}:`}{' '}
          {subtasks.map((id) => (
            <Button key={id} size="s" variant="quiet" wraps onClick={() => onChoose(id)}>
              {visibleLine(id)}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  )
}
