import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { PinStore } from '../capsules/pins/pin-store.ts'
import type { AgentsPort, FormsPort, PinsPort } from '../coordinator/ports.ts'
import type { AgentSearch } from '../routing/route-decision.ts'
import type { AgentStore } from '../store/store.ts'
import { formChanges } from './agents/form-changes.ts'
import type { Services } from './open-services.ts'
import { createPinBook } from './pin-book.ts'

export interface RunAgents {
  readonly agents: AgentsPort
  readonly search: AgentSearch
  readonly pins: PinsPort
  readonly forms: FormsPort
}

/**
 * The agents as they are when a run begins. Their folders may be edited, broken and removed meanwhile: the run goes on with what it started with,
 * and the edit applies at the next run. An agent that comes to be meanwhile joins, since the run itself may have made it.
 */
export function runAgents(services: Services): RunAgents {
  const { catalog, store, config } = services
  const scanned = catalog.scanned()
  const skills = catalog.skills()
  const known = new Map(scanned.agents.map((agent) => [agent.agent_id, agent]))

  function get(agent_id: string): AgentFolder | undefined {
    const agent = known.get(agent_id) ?? catalog.get(agent_id)
    if (agent !== undefined) known.set(agent_id, agent)
    return agent
  }

  function list(): readonly AgentFolder[] {
    const disabled = store.agents.disabled()
    return [...known.values()].filter((agent) => !disabled.has(agent.agent_id))
  }

  const pins = createPinBook(
    services,
    {
      agents: () => [...known.values()],
      skills: () => skills,
      hidesShipped: (id) => scanned.shadowed.some((item) => item.agent_id === id && item.folder.startsWith(config.packageDir)),
    },
    asOfNow(catalog.pins.store),
  )
  return {
    agents: { ...catalog, get, list, skills: () => skills, systemPrompt: (...of) => catalog.promptWith(skills, ...of) },
    search: { ...store.agents, getAll: (ids) => rowsAsBegun(store.agents, ids, get) },
    pins,
    forms: formChanges(store.agentForms, () => scanned),
  }
}

/** Rows of the index as far as this run has the agent, and with what it holds here: the index follows the folders also while a run goes on. */
function rowsAsBegun(
  agents: Pick<AgentStore, 'getAll'>,
  ids: readonly string[],
  get: (agent_id: string) => AgentFolder | undefined,
): ReturnType<AgentStore['getAll']> {
  const rows = [...agents.getAll(ids)].flatMap(([id, row]) => {
    const agent = get(id)
    if (agent === undefined) return row.status === 'broken' ? [[id, row] as const] : []
    const status = row.status === 'broken' ? 'active' : row.status
    return [[id, { ...row, status, problem: null, tools: agent.manifest.tools_allowlist }] as const]
  })
  return new Map(rows)
}

/** What was pinned when the run began holds for it; what it pins itself is kept for all. */
function asOfNow(store: PinStore): PinStore {
  const mine = new Map(store.all())
  return {
    all: () => mine,
    get: (key) => mine.get(key) ?? store.get(key),
    put: (pins) => {
      for (const [key, pin] of Object.entries(pins)) mine.set(key, pin)
      store.put(pins)
    },
    drop: (key) => {
      mine.delete(key)
      store.drop(key)
    },
  }
}
