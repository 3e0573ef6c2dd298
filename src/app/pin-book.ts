import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentFolder, Skill } from '../capsules/agent-folder.ts'
import { comparePin, type PinVerdict } from '../capsules/pins/compare-pin.ts'
import { type Pin, type Pinnable, pinKey } from '../capsules/pins/pin.ts'
import { createPinStore, type PinStore } from '../capsules/pins/pin-store.ts'
import { pinnableAgent, pinnableSkill, pinnableSoul } from '../capsules/pins/pinnable-of.ts'
import type { Config } from '../config/config.ts'
import type { PinsPort } from '../coordinator/ports.ts'
import { isoTime, systemClock } from '../kernel/clock.ts'
import { sha256 } from '../kernel/hash.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { PinState } from '../view/rows.ts'

/** What is known of the agents and skills of this workspace since they were first seen. What is shipped with claw is not pinned: it changes with claw. */
export interface PinBook extends PinsPort {
  readonly store: PinStore
  agentState(agent: AgentFolder): Promise<PinState>
  skillState(skill: Skill): Promise<PinState>
  /** claw made or rewrote it itself. */
  made(agent: AgentFolder): Promise<void>
  /** claw changed something in it that gives it no power: who vouches for it stays the same. */
  rewritten(agent: AgentFolder): Promise<void>
  /** A person takes it as it is now. */
  acceptAgent(agent: AgentFolder): Promise<void>
  acceptSkill(skill: Skill): Promise<void>
  /** soul.md of the workspace, when there is one. */
  soul(): Pinnable | undefined
  /** What is pinned of one and how it is now; undefined: there is none, or it comes with claw. */
  look(kind: 'agent' | 'skill', id: string): Promise<{ readonly pinned: Pin | undefined; readonly now: Pinnable } | undefined>
  forget(agent_id: string): void
  /** What is pinned of one goes with it: into the trash and back. */
  rename(from: string, to: string): void
  /** Whether the recipes of a skill may be planned with. */
  mayUse(skill: Skill): Promise<boolean>
}

export interface PinBookServices {
  readonly config: Config
  readonly redactor: Redactor
}

export interface Pinned {
  agents(): readonly AgentFolder[]
  skills(): readonly Skill[]
  /** Ids that a shipped agent has as well. */
  hidesShipped(agent_id: string): boolean
}

export function createPinBook({ config, redactor }: PinBookServices, pinned: Pinned, store = pinStoreOf(config)): PinBook {
  const verdict = (thing: Pinnable): PinVerdict => comparePin(store.get(pinKey(thing)), thing)
  const put = (thing: Pinnable, trust: Pin['trust']): void => {
    const { digest, powers, path: place } = thing
    const texts = keptTexts(thing.texts, redactor)
    store.put({ [pinKey(thing)]: { digest, powers, path: place, trust, at: isoTime(systemClock.now()), texts } })
  }
  const ownAgents = (): readonly AgentFolder[] => pinned.agents().filter((agent) => agent.source !== 'shipped')
  const ownSkills = (): readonly Skill[] => pinned.skills().filter((skill) => !isShipped(config, skill))
  const skillOf = (skill: Skill): Promise<Pinnable> => pinnableSkill(skill, config.stateDir)

  async function all(): Promise<Pinnable[]> {
    const soul = workspaceSoul(config)
    return [
      ...(await Promise.all(ownAgents().map(pinnableAgent))),
      ...(await Promise.all(ownSkills().map(skillOf))),
      ...(soul === undefined ? [] : [soul]),
    ]
  }

  async function thingOf(kind: 'agent' | 'skill', id: string): Promise<Pinnable | undefined> {
    const agent = kind === 'agent' ? ownAgents().find(({ agent_id }) => agent_id === id) : undefined
    const skill = kind === 'skill' ? ownSkills().find(({ skill_id }) => skill_id === id) : undefined
    if (agent !== undefined) return pinnableAgent(agent)
    return skill === undefined ? undefined : skillOf(skill)
  }

  async function stateOf(thing: Promise<Pinnable>): Promise<PinState> {
    const now = await thing
    const known = verdict(now)
    const trust = store.get(pinKey(now))?.trust ?? null
    return { state: known.state, trust, digest: now.digest, what: 'what' in known ? known.what : [] }
  }

  async function pending(agent: AgentFolder): Promise<Pinnable[]> {
    const skills = ownSkills().filter((skill) => agent.manifest.skill_ids.includes(skill.skill_id))
    const things = await Promise.all([...(agent.source === 'shipped' ? [] : [pinnableAgent(agent)]), ...skills.map(skillOf)])
    return things.filter((thing) => verdict(thing).state === 'asks')
  }

  // An agents folder that a setting names is the user's own.
  function untrustedText(agent: AgentFolder): string | null {
    const foreign = agent.source === 'workspace' || agent.source === 'workspace_state'
    if (foreign && !isTrusted(store.get(pinKey(agentKey(agent))))) return `the agent ${agent.agent_id}, which nobody has accepted`
    const skill = ownSkills().find(
      ({ skill_id }) => agent.manifest.skill_ids.includes(skill_id) && !isTrusted(store.get(`skill:${skill_id}`)),
    )
    if (skill !== undefined) return `the skill ${skill.skill_id}, which nobody has accepted`
    return workspaceSoul(config) !== undefined && !isTrusted(store.get('soul:soul'))
      ? 'soul.md of the workspace, which nobody has accepted'
      : null
  }

  return {
    store,
    news: async () =>
      (await all()).flatMap((thing) => {
        const known = verdict(thing)
        if (known.state === 'same' || (known.state === 'asks' && thing.kind === 'agent')) return []
        const hides = thing.kind === 'agent' && pinned.hidesShipped(thing.id)
        return [{ kind: thing.kind, id: thing.id, state: known.state, what: tell(thing, known, hides), thing }]
      }),
    noted: (news) => {
      for (const { thing, state } of news) if (state !== 'asks') put(thing, store.get(pinKey(thing))?.trust === 'made' ? 'made' : 'found')
    },
    pending: async (agent) =>
      (await pending(agent)).map((thing) => {
        const known = verdict(thing)
        return { thing, pinned: store.get(pinKey(thing)) ?? null, what: 'what' in known ? known.what : [] }
      }),
    accept: (thing) => put(thing, 'accepted'),
    untrustedText,
    agentState: (agent) => (agent.source === 'shipped' ? Promise.resolve(SHIPPED) : stateOf(pinnableAgent(agent))),
    skillState: (skill) => (isShipped(config, skill) ? Promise.resolve(SHIPPED) : stateOf(skillOf(skill))),
    made: async (agent) => put(await pinnableAgent(agent), 'made'),
    rewritten: async (agent) => put(await pinnableAgent(agent), store.get(pinKey(agentKey(agent)))?.trust ?? 'found'),
    acceptAgent: async (agent) => put(await pinnableAgent(agent), 'accepted'),
    acceptSkill: async (skill) => put(await skillOf(skill), 'accepted'),
    soul: () => workspaceSoul(config),
    look: async (kind, id) => {
      const now = await thingOf(kind, id)
      return now === undefined ? undefined : { pinned: store.get(pinKey(now)), now }
    },
    rename: (from, to) => {
      const pin = store.get(pinKey({ kind: 'agent', id: from }))
      store.drop(pinKey({ kind: 'agent', id: from }))
      if (pin !== undefined) store.put({ [pinKey({ kind: 'agent', id: to })]: pin })
    },
    forget: (id) => store.drop(pinKey({ kind: 'agent', id })),
    mayUse: async (skill) => isShipped(config, skill) || verdict(await skillOf(skill)).state !== 'asks',
  }
}

/** What one file may hold to be kept for a comparison. */
const MAX_TEXT = 64 * 1024

// A secret that stands in an agent's text stays where it is.
function keptTexts(texts: Pinnable['texts'], redactor: Redactor): Record<string, string | null> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.length <= MAX_TEXT ? redactor.text(text) : null]))
}

function pinStoreOf(config: Config): PinStore {
  return createPinStore({ path: pinsPath(config), workspace: config.workspace })
}

export function pinsPath({ userStateDir, workspace }: Pick<Config, 'userStateDir' | 'workspace'>): string {
  return join(userStateDir, 'pins', `${sha256(workspace).slice(0, 16)}.json`)
}

const SHIPPED: PinState = { state: 'shipped', trust: null, digest: null, what: [] }

function agentKey({ agent_id }: AgentFolder): { kind: 'agent'; id: string } {
  return { kind: 'agent', id: agent_id }
}

function isTrusted(pin: Pin | undefined): boolean {
  return pin !== undefined && pin.trust !== 'found'
}

function isShipped({ packageDir }: Config, skill: Skill): boolean {
  return skill.folder.startsWith(join(packageDir, 'skills', '/'))
}

/** A shared text that lies in the workspace, whoever named it: its own `.env` may. One elsewhere is the user's own. */
function workspaceSoul({ soulPath, workspace }: Config): Pinnable | undefined {
  if (soulPath === null || !soulPath.startsWith(join(workspace, '/'))) return undefined
  try {
    return pinnableSoul(soulPath, readFileSync(soulPath, 'utf8'))
  } catch {
    return undefined
  }
}

function tell(thing: Pinnable, verdict: PinVerdict, hides: boolean): string {
  const tools = thing.kind === 'agent' ? `; tools: ${thing.powers.tools.join(', ') || 'none'}` : ''
  const program = thing.powers.entrypoint === 'builtin' ? '' : `; it brings a program of its own: ${thing.powers.entrypoint}`
  const shadow = hides ? '; it stands in for the agent of this name that comes with claw' : ''
  if (verdict.state === 'new') return `seen for the first time in ${thing.path}, pinned as it is${tools}${program}${shadow}`
  const what = 'what' in verdict ? verdict.what.join('; ') : ''
  return verdict.state === 'asks' ? `${what}; its recipes are not used until: claw skills accept ${thing.id}` : what
}
