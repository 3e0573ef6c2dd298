import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { Pinnable, Powers } from '../../capsules/pins/pin.ts'
import type { PinChange, PinsPort } from '../../coordinator/ports.ts'
import { isJsonObject, type JsonObject } from '../../kernel/json.ts'
import type { Recording } from './recording.ts'

/** What was asked about changed agents and skills then is asked again; nothing is pinned or accepted. */
export function playPins(recording: Recording): PinsPort {
  const asked = new Set<string>()
  return {
    news: async () => [],
    noted: () => undefined,
    pending: async (agent) => {
      if (asked.has(agent.agent_id)) return []
      asked.add(agent.agent_id)
      return acceptedThen(recording, agent)
    },
    accept: () => undefined,
    untrustedText: ({ agent_id }) => strangerThen(recording, agent_id),
  }
}

function acceptedThen({ journal, attempts }: Recording, { agent_id }: AgentFolder): PinChange[] {
  const places = new Set(attempts.filter((row) => row.agent_id === agent_id).map((row) => `@accept.${row.subtask_id}`))
  return journal.flatMap((entry) => {
    const { tool, args } = isJsonObject(entry.request) ? entry.request : ({} as JsonObject)
    if (!places.has(entry.subtask_id) || typeof tool !== 'string' || !isJsonObject(args)) return []
    return [toChange(tool.replace(/^accept_/, '') as Pinnable['kind'], args)]
  })
}

function toChange(kind: Pinnable['kind'], { id, changes, before, now }: JsonObject): PinChange {
  const { digest, path, text, ...powers } = now as unknown as Pick<Pinnable, 'digest' | 'path' | 'text'> & Powers
  const thing = { kind, id: String(id), path, digest, powers, inState: false, text, texts: {} }
  if (!isJsonObject(before)) return { thing, pinned: null, what: changes as unknown as string[] }
  const { digest: was, path: place, pinned_at, ...had } = before
  const pinned = {
    digest: String(was),
    path: String(place),
    powers: had as unknown as Powers,
    trust: 'found' as const,
    at: String(pinned_at),
  }
  return { thing, pinned, what: changes as unknown as string[] }
}

/** The event tells of the first stranger only, which is the one that counts. */
function strangerThen({ events, attempts }: Recording, agent_id: string): string | null {
  const event = events.find((one) => one.type === 'run.tainted' && one.data.kind === 'untrusted' && one.subtask_id !== null)
  if (event?.type !== 'run.tainted') return null
  const mine = attempts.some((row) => row.agent_id === agent_id && row.subtask_id === event.subtask_id)
  return mine && event.data.source.endsWith('which nobody has accepted') ? event.data.source : null
}
