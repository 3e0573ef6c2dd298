import type { MemoryWritten } from '../../capsules/memory/agent-memory.ts'
import type { MemoryPort } from '../../coordinator/ports.ts'
import { isJsonObject } from '../../kernel/json.ts'
import type { MemoryItem } from '../../protocol/messages.ts'
import { recordedQueue } from './recorded-queue.ts'
import type { Recording } from './recording.ts'

/** What the agents remembered then; nothing is written, and nothing counts as used. */
export function playMemory(recording: Recording): MemoryPort {
  const opened = recordedQueue(recording.attempts, ({ agent_id, request }) => `${agent_id} ${request.task}`)
  const asked = recordedQueue(
    recording.journal.flatMap(({ kind, request, response }) =>
      kind === 'memory_query' && isJsonObject(request) && isJsonObject(response) ? [{ query: String(request['query']), response }] : [],
    ),
    ({ query }) => query,
  )
  const written = recordedQueue(
    recording.events.flatMap((event) => (event.type === 'memory.written' || event.type === 'memory.refused' ? [event] : [])),
    ({ data }) => data.text.slice(0, SHOWN),
  )
  return {
    recall: async (agent_id, query) =>
      opened.next(`${agent_id} ${query}`)?.request.memories ?? ((asked.next(query)?.response['items'] ?? []) as unknown as MemoryItem[]),
    touch: async () => undefined,
    write: async (_agent_id, draft) => {
      const event = written.next(draft.text.slice(0, SHOWN))
      if (event === undefined) return { state: 'off' }
      if (event.type === 'memory.refused') return { state: 'refused', reason: event.data.reason }
      const { memory_id, superseded = [], renewed } = event.data
      const item = { ...draft, ...NEVER_READ, memory_id, untrusted: Number(draft.untrusted), private: Number(draft.private) }
      return { state: renewed === true ? 'renewed' : 'new', item, superseded } satisfies MemoryWritten
    },
  }
}

/** As much of a refused text as its event keeps. */
const SHOWN = 300

const NEVER_READ = {
  created_at: 0,
  expires_at: null,
  superseded_by: null,
  superseded_at: null,
  pinned: 0,
  uses: 0,
  last_recalled_at: null,
}
