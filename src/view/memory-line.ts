import type { EventOf } from '../protocol/events.ts'
import { fitText } from './text-width.ts'

type MemoryEvent = EventOf<'memory.recalled'> | EventOf<'memory.written'> | EventOf<'memory.refused'>

const SHOWN = 3
const COLUMNS = 48
const LINE_COLUMNS = 100

/** What a person is told of an agent's memory while a run goes on: what was recalled, learned or refused. */
export function memoryLine(event: MemoryEvent): readonly [label: string, text: string] | undefined {
  switch (event.type) {
    case 'memory.recalled':
      return event.data.items.length === 0 ? undefined : ['memory', recalledText(event.data.items)]
    case 'memory.written':
      return writtenText(event.data)
    case 'memory.refused':
      return ['memory', `refused: ${event.data.reason}${event.data.more === undefined ? '' : ` (and ${event.data.more} more)`}`]
    default:
      return event satisfies never
  }
}

function recalledText(items: EventOf<'memory.recalled'>['data']['items']): string {
  const shown = items.slice(0, SHOWN).map((item) => `${item.untrusted === true ? '(untrusted) ' : ''}${fitText(item.text, COLUMNS)}`)
  const more = items.length > SHOWN ? ` | and ${items.length - SHOWN} more` : ''
  return `${items.length} recalled: ${shown.join(' | ')}${more}`
}

// Every task leaves an episode; only what the agent chose to keep is news.
function writtenText(data: EventOf<'memory.written'>['data']): readonly [string, string] | undefined {
  if (data.kind === 'episode' || data.renewed === true) return undefined
  const instead = data.superseded === undefined || data.superseded.length === 0 ? '' : `   (instead of ${data.superseded.join(', ')})`
  return ['memory', `learned ${data.kind} ${data.memory_id}: ${fitText(data.text, LINE_COLUMNS)}${instead}`]
}
