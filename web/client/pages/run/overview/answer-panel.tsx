import { resultText } from '../../../../../src/view/result-text.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Button } from '../../../kit/act/button.tsx'
import { Panel } from '../../../kit/place/panel.tsx'
import { Exact } from '../exact.tsx'
import type { RunOfPage } from '../known-run.ts'
import styles from './answer-panel.module.css'

interface AnswerPanelProps {
  readonly run: RunOfPage
  readonly onChoose: (id: string) => void
}

/** What came of the task. While it goes on its place is kept, so that nothing jumps when it comes. */
export function AnswerPanel({ run, onChoose }: AnswerPanelProps) {
  const result = resultText(run.view.result)
  if (result === '' && !run.goesOn) return null
  return (
    <Panel title="Answer">
      <div className={styles.answer}>
        {result === '' ? (
          <p className={styles.coming}>It comes here when the work is done.</p>
        ) : (
          <>
            <Exact label="answer" text={result} prose />
            <Sources run={run} onChoose={onChoose} />
          </>
        )}
      </div>
    </Panel>
  )
}

/** Which part of the answer rests on which subtasks, as far as that was said. */
function Sources({ run, onChoose }: AnswerPanelProps) {
  const { sources } = run.view
  if (sources.every(({ subtasks }) => subtasks.length === 0)) return null
  return (
    <ul className={styles.sources}>
      {sources.map(({ part, subtasks }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
        <li key={n}>
          {part === null ? 'It rests on' : `${visibleLine(part)}:`}{' '}
          {subtasks.map((id) => (
            <Button key={id} size="s" wraps onClick={() => onChoose(id)}>
              {visibleLine(id)}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  )
}
