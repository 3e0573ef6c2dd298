import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { AgentProfile } from '../../capsules/agent-profile.ts'
import { newManifest } from '../../capsules/new-manifest.ts'
import type { AgentsPort } from '../../coordinator/ports.ts'
import { systemClock } from '../../kernel/clock.ts'
import { sha256 } from '../../kernel/hash.ts'
import type { AgentCatalog } from '../agent-catalog.ts'
import type { ReplayStop } from './end-of-record.ts'
import type { Recording } from './recording.ts'

/** The agents as they are, those left out that came later; a new one gets the id that it got then, and no folder. */
export function playAgents(catalog: AgentCatalog, recording: Recording, stop: ReplayStop, disabled: ReadonlySet<string>): AgentsPort {
  const made = new Map<string, AgentFolder>()
  const created = recording.events.flatMap((event) => (event.type === 'agent.created' ? [event.data] : []))
  const usual = usualAgents(catalog, recording, new Set(created.map(({ agent_id }) => agent_id)))

  function get(agent_id: string): AgentFolder | undefined {
    return made.get(agent_id) ?? usual.get(agent_id)
  }

  async function create(profile: AgentProfile, origin: { created_by: string; run_id: string }): Promise<AgentFolder> {
    const then = created.find(({ agent_id, name }) => name === profile.name && !made.has(agent_id))
    if (then === undefined) return stop.end({ kind: 'asked', what: `a new agent '${profile.name}', which was not made then` })
    const agent = catalog.get(then.agent_id) ?? fromProfile(then.agent_id, then.folder, profile, origin)
    made.set(agent.agent_id, agent)
    return agent
  }

  return {
    ...catalog,
    get,
    list: () => [...usual.values(), ...made.values()].filter(({ agent_id }) => !disabled.has(agent_id)),
    exclusively: (act) => act(),
    madeBefore: (profile) => [...made.values()].find(({ manifest }) => manifest.name === profile.name),
    create,
    learnExample: async (agent_id) => {
      const told = recording.events.find((event) => event.type === 'agent.learned_example' && event.data.agent_id === agent_id)
      return told?.type === 'agent.learned_example' ? told.data.kept : 'known'
    },
  }
}

function usualAgents(catalog: AgentCatalog, { run, attempts }: Recording, created: ReadonlySet<string>): Map<string, AgentFolder> {
  const worked = new Set(attempts.map(({ agent_id }) => agent_id))
  const usual = catalog
    .list()
    .filter(
      ({ agent_id, manifest }) =>
        !created.has(agent_id) && (worked.has(agent_id) || !(Date.parse(manifest.created_at ?? '') > run.created_at)),
    )
  return new Map(usual.map((agent) => [agent.agent_id, agent]))
}

export function fromProfile(
  agent_id: string,
  folder: string,
  profile: AgentProfile,
  { created_by, run_id }: { created_by: string; run_id: string },
): AgentFolder {
  const manifest = newManifest({ agent_id, profile, created_by, lineage: [run_id], clock: systemClock })
  const skillText = `${profile.role_text.trim()}\n`
  return { agent_id, folder, source: 'workspace_state', manifest, skillText, digest: sha256(JSON.stringify([manifest, skillText])) }
}
