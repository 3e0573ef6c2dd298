import { ClawError } from '../kernel/claw-error.ts'
import type { PinState } from '../view/rows.ts'
import type { Accepted, App } from './app-port.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'

interface Acceptance {
  readonly kind: 'agent' | 'skill'
  readonly id: string
  readonly folder: string
  readonly state: PinState
  readonly seen: string | undefined
  take(): Promise<void>
}

/** A person takes an agent or a skill as it is now. */
export function acceptFunctions(services: Services): Pick<App, 'acceptAgent' | 'acceptSkill' | 'pinChanges'> {
  const { catalog, store } = services
  const { pins } = catalog

  async function accept({ kind, id, folder, state, seen, take }: Acceptance): Promise<Accepted> {
    if (state.digest === null)
      throw new ClawError('AGENT_SHIPPED', `'${id}' comes with claw and needs no acceptance.`, { fix: `claw ${kind}s` })
    if (seen !== undefined && seen !== state.digest)
      throw new ClawError('AGENT_CHANGED', `'${id}' was changed since it was looked at; it was not accepted.`, {
        fix: kind === 'agent' ? `claw agent ${id}` : `claw skills ${id}`,
      })
    await take()
    store.audit.append({
      actor: localActor(),
      action: `${kind}.accepted`,
      target: id,
      ...(kind === 'agent' ? { agent_id: id } : {}),
      decision: 'allow',
      rule: `pin.${kind}`,
      reason: state.what.join('; ') || null,
      detail: { digest: state.digest, folder },
    })
    return { id, folder, digest: state.digest, what: state.what }
  }

  function acceptSoul(): Accepted {
    const soul = pins.soul()
    if (soul === undefined) throw new ClawError('NOT_FOUND', 'There is no soul.md in this workspace.')
    pins.accept(soul)
    const detail = { digest: soul.digest, folder: soul.path }
    store.audit.append({ actor: localActor(), action: 'soul.accepted', target: 'soul', decision: 'allow', rule: 'pin.soul', detail })
    return { id: 'soul.md', folder: soul.path, digest: soul.digest, what: [] }
  }

  return {
    pinChanges: async (...named) => (await import('./pin-changes.ts')).pinChanges(services, ...named),
    acceptAgent: async (agent_id, seen) => {
      // What was read a while ago may not be what lies there now.
      await catalog.refresh()
      const agent = catalog.get(agent_id)
      if (!agent) throw new ClawError('NOT_FOUND', `There is no usable agent '${agent_id}'.`, { fix: 'claw agents' })
      const state = await pins.agentState(agent)
      return accept({ kind: 'agent', id: agent_id, folder: agent.folder, state, seen, take: () => pins.acceptAgent(agent) })
    },
    acceptSkill: async (skill_id, seen) => {
      await catalog.refresh()
      const skill = catalog.skills().find((one) => one.skill_id === skill_id)
      if (!skill && skill_id === 'soul') return acceptSoul()
      if (!skill) throw new ClawError('NOT_FOUND', `There is no skill '${skill_id}'.`, { fix: 'claw skills' })
      const state = await pins.skillState(skill)
      return accept({ kind: 'skill', id: skill_id, folder: skill.folder, state, seen, take: () => pins.acceptSkill(skill) })
    },
  }
}
