import type { OpenCallView } from '../../../../../src/view/open-calls.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { Panel } from '../../../kit/place/panel.tsx'
import { Exact } from '../exact.tsx'

/** What models are writing right now; gone when they have answered. */
export function OpenCalls({ calls }: { readonly calls: readonly OpenCallView[] }) {
  const writing = calls.filter((call) => call.characters > 0)
  if (writing.length === 0) return null
  return (
    <Panel title="Being written">
      {writing.map(({ subtask_id, attempt, intent_id, purpose, model, characters, data, text }) => (
        <div key={`${subtask_id}.${attempt}.${intent_id}`}>
          <p>
            {visibleLine(subtask_id ?? purpose)}, {visibleLine(model)}: {characters} characters
          </p>
          {!data && <Exact label={`what ${visibleLine(subtask_id ?? purpose)} writes`} text={text} />}
        </div>
      ))}
    </Panel>
  )
}
