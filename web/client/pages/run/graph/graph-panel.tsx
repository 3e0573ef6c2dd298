import { lazy, Suspense, useMemo, useState } from 'react'
import { graphSentences } from '../../../../../src/view/graph/graph-sentences.ts'
import { runGraph } from '../../../../../src/view/graph/run-graph.ts'
import { Button } from '../../../kit/act/button.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import type { RunOfPage } from '../known-run.ts'
import styles from './run-graph.module.css'

const RunGraphView = lazy(() => import('./run-graph-view.tsx').then(({ RunGraphView }) => ({ default: RunGraphView })))

interface GraphPanelProps {
  readonly run: RunOfPage
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

/** The graph, or the same as a list: for the keyboard, for screen readers, for whoever likes it better. */
export function GraphPanel({ run, chosen, onChoose }: GraphPanelProps) {
  const [listed, list] = useState(false)
  const graph = useMemo(() => runGraph(run.shown), [run.shown])
  if (graph.nodes.length === 0) return run.goesOn ? <ComingGraph /> : null
  return (
    <Panel
      flush
      title="Graph"
      actions={
        <Button size="s" variant="quiet" pressed={listed} onClick={() => list(!listed)}>
          As a list
        </Button>
      }
    >
      {listed ? (
        <GraphList sentences={graphSentences(graph, run.until())} onChoose={onChoose} />
      ) : (
        <Suspense fallback={<div className={styles.frame} />}>
          <RunGraphView graph={graph} chosen={chosen} goesOn={run.goesOn} onChoose={onChoose} />
        </Suspense>
      )}
    </Panel>
  )
}

/** Its place is kept until there is a plan. */
function ComingGraph() {
  return (
    <Panel flush title="Graph">
      <div className={styles.frame} />
    </Panel>
  )
}

interface GraphListProps {
  readonly sentences: readonly { readonly id: string; readonly text: string }[]
  readonly onChoose: (id: string) => void
}

function GraphList({ sentences, onChoose }: GraphListProps) {
  return (
    <ol className={styles.list} aria-label="Parts of the run">
      {sentences.map(({ id, text }) => (
        <li key={id}>
          <button type="button" onClick={() => onChoose(id)}>
            {text}
          </button>
        </li>
      ))}
    </ol>
  )
}
