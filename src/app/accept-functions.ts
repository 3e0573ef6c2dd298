import { ClawError } from '../kernel/claw-error.ts'
import type { PinState } from '../view/rows.ts'
import type { Accepted, App } from './app-port.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'

/** A person takes an agent or a skill as it is now. */
export function acceptFunctions({ catalog, store }: Services): Pick<App, 'acceptAgent' | 'acceptSkill'> {
  const { pins } = catalog

  async function accept(
    kind: 'agent' | 'skill',
    id: string,
    folder: string,
    state: PinState,
    take: () => Promise<void>,
  ): Promise<Accepted> {
    if (state.digest === null)
      throw new ClawError('AGENT_SHIPPED', `'${id}' comes with claw and needs no acceptance.`, { fix: `claw ${kind}s` })
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
    acceptAgent: async (agent_id) => {
      const agent = catalog.get(agent_id)
      if (!agent) throw new ClawError('NOT_FOUND', `There is no usable agent '${agent_id}'.`, { fix: 'claw agents' })
      return accept('agent', agent_id, agent.folder, await pins.agentState(agent), () => pins.acceptAgent(agent))
    },
    acceptSkill: async (skill_id) => {
      const skill = catalog.skills().find((one) => one.skill_id === skill_id)
      if (!skill && skill_id === 'soul') return acceptSoul()
      if (!skill) throw new ClawError('NOT_FOUND', `There is no skill '${skill_id}'.`, { fix: 'claw skills' })
      return accept('skill', skill_id, skill.folder, await pins.skillState(skill), () => pins.acceptSkill(skill))
    },
  }
}
