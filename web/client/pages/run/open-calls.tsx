import type { OpenCallView } from '../../../../src/view/open-calls.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'

/** What models are writing right now; gone when they have answered. */
export function OpenCalls({ calls }: { readonly calls: readonly OpenCallView[] }) {
  const writing = calls.filter((call) => call.characters > 0)
  if (writing.length === 0) return null
  return (
    <section>
      <h2>Being written</h2>
      {writing.map((call) => (
        <div key={`${call.subtask_id}.${call.attempt}.${call.intent_id}`}>
          <p className="facts">
            <span>{visibleLine(call.subtask_id ?? call.purpose)}</span>
            <span>{visibleLine(call.model)}</span>
            <span>{call.characters} characters</span>
          </p>
          {!call.data && <pre className="result">{visibleText(call.text)}</pre>}
        </div>
      ))}
    </section>
  )
}
