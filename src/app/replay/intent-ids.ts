import { canonicalJson, isJsonObject } from '../../kernel/json.ts'
import type { RunEvent } from '../../protocol/events.ts'
import type { JournalEntry } from '../../store/records.ts'
import { recordedQueue } from './recorded-queue.ts'

/** The id that each journaled tool and model call of an attempt had on the wire: the journal leaves it out, the events have it. */
export function intentIds(entries: readonly JournalEntry[], events: readonly RunEvent[]): Map<number, string> {
  const requests = recordedQueue(
    events.flatMap((event) => {
      const key = keyOfEvent(event)
      return key === undefined ? [] : [{ key, id: key.id }]
    }),
    ({ key }) => key.key,
  )
  return new Map(
    entries.flatMap((entry) => {
      const id = requests.next(keyOfEntry(entry))?.id
      return id === undefined ? [] : [[entry.seq, id] as const]
    }),
  )
}

function keyOfEvent(event: RunEvent): { key: string; id: string } | undefined {
  const place = `${event.subtask_id}/${event.attempt}`
  if (event.type === 'tool.requested')
    return { key: `${place} ${event.data.tool} ${canonicalJson(event.data.args)}`, id: event.data.intent_id }
  if (event.type !== 'model.requested' || event.data.maybe_paid_twice) return undefined
  return { key: `${place} ${canonicalJson(event.data.messages)}`, id: event.data.intent_id }
}

function keyOfEntry({ subtask_id, attempt, request }: JournalEntry): string {
  const { tool, args, messages } = isJsonObject(request) ? request : {}
  const asked = tool === undefined ? canonicalJson(messages ?? null) : `${String(tool)} ${canonicalJson(args ?? {})}`
  return `${subtask_id}/${attempt} ${asked}`
}
