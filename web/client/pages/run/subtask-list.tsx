import { VERDICT_WORDS, verdictText } from '../../../../src/view/criterion-view.ts'
import { formatDuration, plural } from '../../../../src/view/format.ts'
import { resultText } from '../../../../src/view/result-text.ts'
import type { SubtaskView } from '../../../../src/view/run-view.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../parts.tsx'

export function SubtaskList({ subtasks }: { readonly subtasks: readonly SubtaskView[] }) {
  if (subtasks.length === 0) return null
  return (
    <section>
      <h2>Plan</h2>
      <ol className="subtasks">
        {subtasks.map((subtask) => (
          <li key={subtask.id}>
            <details>
              <summary>
                <Badge status={subtask.status} />
                <span className="task">{visibleLine(subtask.title)}</span>
                <span className="facts">
                  <span>{visibleLine(subtask.agent_id ?? 'no agent yet')}</span>
                  <span>{plural(subtask.tool_calls, 'tool call')}</span>
                  {subtask.attempts > 1 && <span>attempt {subtask.attempts}</span>}
                  {subtask.duration_ms !== null && <span>{formatDuration(subtask.duration_ms)}</span>}
                </span>
              </summary>
              <SubtaskDetails subtask={subtask} />
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}

function criterionLine({ text, check, verdict, how, reason }: SubtaskView['criteria'][number]): string {
  if (verdict === null) return visibleLine(check === null ? text : `${text} (check: ${check})`)
  return `${VERDICT_WORDS[verdict]}: ${verdictText({ criterion: text, how: how ?? '', reason: reason ?? '' })}`
}

function SubtaskDetails({ subtask }: { readonly subtask: SubtaskView }) {
  const result = resultText(subtask.result)
  return (
    <dl>
      <dt>task</dt>
      <dd>{visibleText(subtask.task)}</dd>
      <dt>after</dt>
      <dd>{subtask.depends_on.join(', ') || 'nothing: starts at once'}</dd>
      {subtask.last_action !== '' && (
        <>
          <dt>last</dt>
          <dd>{visibleText(subtask.last_action)}</dd>
        </>
      )}
      {subtask.criteria.length > 0 && (
        <>
          <dt>criteria</dt>
          <dd>
            <ul>
              {subtask.criteria.map((criterion) => (
                <li key={criterion.n}>{criterionLine(criterion)}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {subtask.error !== null && (
        <>
          <dt>error</dt>
          <dd>{visibleText(`${subtask.error.code}: ${subtask.error.message}`)}</dd>
        </>
      )}
      {result !== '' && (
        <>
          <dt>result</dt>
          <dd>
            <pre>{visibleText(result)}</pre>
          </dd>
        </>
      )}
    </dl>
  )
}
