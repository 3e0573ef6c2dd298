import { memo } from 'react'
import type { RunEvent } from '../../../../../src/protocol/events.ts'
import type { RunView } from '../../../../../src/view/run-view.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { logLine } from '../../../../../src/view/trace/log-line.ts'
import { Icon } from '../../../kit/icon.tsx'
import { Exact } from '../exact.tsx'
import styles from './event-row.module.css'

interface EventRowProps {
  readonly event: RunEvent
  readonly view: RunView
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** An event in one line; unfolded, the exact JSON of it. */
export const EventRow = memo(
  function EventRow({ event, view, open, onOpen }: EventRowProps) {
    const [time, , , words] = logLine(event, view)
    return (
      <>
        <button type="button" className={styles.row} aria-expanded={open} onClick={() => onOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
          <span className={styles.seq}>{event.seq}</span>
          <time className={styles.time} dateTime={event.at} title={event.at}>
            {time?.text.trim()}
          </time>
          <span className={styles.type} data-bad={isBad(event) || undefined}>
            {event.type}
          </span>
          <span className={styles.place}>
            {event.subtask_id === null ? '' : visibleLine(event.subtask_id)}
            {event.attempt === null ? '' : `/${event.attempt}`}
          </span>
          <span className={styles.words}>{words?.text.slice(0, 400)}</span>
        </button>
        {open && (
          <div className={styles.json}>
            <Exact label={`event ${event.seq}`} text={JSON.stringify(event, null, 2)} />
          </div>
        )}
      </>
    )
  },
  // The view changes with every event; the words of this one do not.
  (before, after) => before.event === after.event && before.open === after.open,
)

function isBad(event: RunEvent): boolean {
  if (event.type === 'subtask.failed' || event.type === 'plan.rejected' || event.type === 'effect.in_doubt') return true
  return (event.type === 'tool.finished' || event.type === 'model.finished') && !event.data.ok
}
