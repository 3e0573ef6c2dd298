import type { AgentMemory } from '../../capsules/memory/agent-memory.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { requireIdPrefix } from '../../kernel/ids.ts'
import type { MemoryPlace, StoredMemory } from '../../store/memory/memory-records.ts'
import type { MemoryRow } from '../../view/memory-row.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import type { MemoryOwner } from './agent-memories.ts'
import type { MemoryChoice, MemoryFunctions } from './memory-functions-port.ts'
import { memoryState } from './memory-state.ts'

const MIN_PREFIX = 4
const EVERYTHING = 1_000_000

export function memoryFunctions(services: Services): MemoryFunctions {
  const open = (agent_id: string): AgentMemory => services.catalog.memories.of(owner(services, agent_id))
  return {
    memoryOwners: async ({ after = '', limit } = { limit: EVERYTHING }) => {
      await services.catalog.fresh()
      const all = owners(services).toSorted((a, b) => (a.agent_id < b.agent_id ? -1 : 1))
      const wanted = all.filter(({ agent_id }) => agent_id > after).slice(0, limit)
      return wanted.map((agent) => ({ agent_id: agent.agent_id, ...memoryState(services, agent) }))
    },
    listMemory: async (agent_id, { limit, ...filter }) =>
      open(agent_id)
        .list(filter, limit)
        .map((item) => toRow(agent_id, item)),
    pageMemory: async (agent_id, { limit, after, ...filter }) => {
      const { items, next } = open(agent_id).page(filter, { limit, after: toPlace(after) })
      return { memories: items.map((item) => toRow(agent_id, item)), next: next === null ? null : `${next.pinned}.${next.n}` }
    },
    searchMemory: async (agent_id, query, limit) => {
      const memory = open(agent_id)
      const hits = await memory.recall({ query, limit, tokens: EVERYTHING })
      return hits.flatMap(({ id, score }) => memory.byPrefix(id).map((item) => ({ ...toRow(agent_id, item), score })))
    },
    getMemory: async (agent_id, prefix) => toRow(agent_id, find(open(agent_id), agent_id, prefix)),
    pinMemory: async (agent_id, memory_id, pinned) => pin(services, { agent_id, memory_id, pinned }, open(agent_id)),
    forgetMemory: async (agent_id, choice) => forget(services, { agent_id, choice }, open(agent_id)),
  }
}

// What an agent with a broken manifest remembers can be looked at and forgotten all the same.
function owners({ catalog }: Services): readonly MemoryOwner[] {
  return [...catalog.list(), ...catalog.scanned().broken]
}

function owner(services: Services, agent_id: string): MemoryOwner {
  const found = owners(services).find((agent) => agent.agent_id === agent_id)
  if (found) return found
  throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
}

function find(memory: AgentMemory, agent_id: string, prefix: string): StoredMemory {
  requireIdPrefix(prefix, 'memory')
  const found = prefix.length < MIN_PREFIX ? [] : memory.byPrefix(prefix)
  const [first] = found
  const fix = `claw memory list ${agent_id}`
  if (first === undefined) {
    const more = prefix.length < MIN_PREFIX ? ` A prefix needs ${MIN_PREFIX} characters.` : ''
    throw new ClawError('NOT_FOUND', `${agent_id} remembers nothing with the id '${prefix}'.${more}`, { fix })
  }
  if (found.length === 1) return first
  const ids = found.map((item) => item.memory_id).join(', ')
  throw new ClawError('ID_AMBIGUOUS', `'${prefix}' fits several items of ${agent_id}: ${ids}.`, { fix })
}

interface PinChange {
  readonly agent_id: string
  readonly memory_id: string
  readonly pinned: boolean
}

function pin({ store }: Services, { agent_id, memory_id, pinned }: PinChange, memory: AgentMemory): MemoryRow {
  const item = find(memory, agent_id, memory_id)
  if (pinned && item.superseded_by !== null)
    throw new ClawError('USAGE', `${item.memory_id} was superseded by ${item.superseded_by}: it is not recalled.`, {
      fix: `claw memory show ${agent_id} ${item.superseded_by}`,
    })
  store.transaction(undefined, () => {
    memory.pin(item.memory_id, pinned)
    const detail = { memory_id: item.memory_id, kind: item.kind }
    store.audit.append({ actor: localActor(), action: pinned ? 'memory.pinned' : 'memory.unpinned', target: agent_id, agent_id, detail })
  })
  return toRow(agent_id, find(memory, agent_id, item.memory_id))
}

function forget(
  { store }: Services,
  wanted: { readonly agent_id: string; readonly choice: MemoryChoice },
  memory: AgentMemory,
): MemoryRow[] {
  const { agent_id, choice } = wanted
  const filter = 'memory_id' in choice ? { all: true } : { ...choice, all: true }
  const before = new Map(memory.list(filter, EVERYTHING).map((item) => [item.memory_id, item]))
  return store.transaction(undefined, () => {
    const gone = memory.forget('memory_id' in choice ? choice : filter)
    // What was forgotten is not told again: ids and kinds only.
    const detail = { items: gone.map((memory_id) => ({ memory_id, kind: before.get(memory_id)?.kind ?? null })) }
    if (gone.length > 0) store.audit.append({ actor: localActor(), action: 'memory.forgotten', target: agent_id, agent_id, detail })
    return gone.flatMap((memory_id) => {
      const item = before.get(memory_id)
      return item === undefined ? [] : [toRow(agent_id, item)]
    })
  })
}

function toPlace(after: string | undefined): MemoryPlace | undefined {
  if (after === undefined) return undefined
  const [, pinned, n] = /^([01])\.(\d{1,15})$/.exec(after) ?? []
  if (pinned !== undefined && n !== undefined) return { pinned: Number(pinned), n: Number(n) }
  throw new ClawError('ID_INVALID', `'${after}' is no place in a list of memories.`, { fix: 'Take `next` of the page before.' })
}

function toRow(agent_id: string, item: StoredMemory): MemoryRow {
  const { topic: _, private: __, attempt: ___, ...shown } = item
  return { ...shown, agent_id, state: stateOf(item), pinned: item.pinned === 1, untrusted: item.untrusted === 1 }
}

function stateOf({ superseded_by, expires_at, pinned }: StoredMemory): MemoryRow['state'] {
  if (superseded_by !== null) return 'superseded'
  return expires_at !== null && expires_at <= systemClock.now() && pinned === 0 ? 'expired' : 'live'
}
