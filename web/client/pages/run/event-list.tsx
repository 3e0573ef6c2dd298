import { useState } from 'react'
import type { Json } from '../../../../src/kernel/json.ts'
import type { RunEvent } from '../../../../src/protocol/events.ts'
import { progressLine } from '../../../../src/view/progress-line.ts'
import type { RunView } from '../../../../src/view/run-view.ts'
import { exactJson, visibleLine } from '../../../../src/view/shown-text.ts'

const SHOWN = 200
const LABEL_COLUMNS = 8

/** The newest first; a long run shows its older events when asked. */
export function EventList({ events, view }: { readonly events: readonly RunEvent[]; readonly view: RunView }) {
  const [shown, setShown] = useState(SHOWN)
  // The pieces of an answer are shown as they grow, and the whole of it in model.finished.
  const listed = events.filter((event) => event.type !== 'model.streamed')
  const newest = listed.slice(-shown).reverse()
  return (
    <section>
      <h2>
        Events <span className="count quiet">{listed.length}</span>
      </h2>
      <ol className="events">
        {newest.map((event) => (
          <EventLine key={event.seq} event={event} text={progressLine(event, view)?.slice(LABEL_COLUMNS) ?? ''} />
        ))}
      </ol>
      {listed.length > shown && (
        <button type="button" onClick={() => setShown(shown + SHOWN * 5)}>
          Show older events ({listed.length - shown})
        </button>
      )}
    </section>
  )
}

function EventLine({ event, text }: { readonly event: RunEvent; readonly text: string }) {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>
          <span className="seq">{event.seq}</span>
          <time dateTime={event.at}>{new Date(event.at).toLocaleTimeString()}</time>
          <span className="type">{event.type}</span>
          <span className="actor">{visibleLine(event.actor)}</span>
          <span className="task">{text}</span>
        </summary>
        {open && <pre>{exactJson({ subtask_id: event.subtask_id, attempt: event.attempt, ...(event.data as Record<string, Json>) })}</pre>}
      </details>
    </li>
  )
}
