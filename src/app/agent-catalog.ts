import { readFileSync } from 'node:fs'
import type { AgentFolder, ScannedAgents, Skill } from '../capsules/agent-folder.ts'
import { buildSystemPrompt } from '../capsules/build-system-prompt.ts'
import { capsuleLaunch } from '../capsules/capsule-launch.ts'
import type { SkillRecipe } from '../capsules/propose-agent-from-catalog.ts'
import { scanAgents } from '../capsules/scan-agents.ts'
import { type BrokenSkill, scanSkills } from '../capsules/scan-skills.ts'
import type { Config } from '../config/config.ts'
import type { AgentsPort } from '../coordinator/ports.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { ShippedRecipes } from '../planning/rules/load-recipes.ts'
import { indexAgents } from '../routing/index-agents.ts'
import type { Store } from '../store/store.ts'
import { type AgentCreation, createAgentCreation } from './agent-creation.ts'
import { type AgentMemories, createAgentMemories } from './memory/agent-memories.ts'
import { createPinBook, type PinBook } from './pin-book.ts'
import { restoreEdited } from './restore-standing.ts'
import { skillRecipes } from './skill-recipes.ts'

/** The agents and skills as their folders say, and the registry brought in line with them. */
export interface AgentCatalog extends AgentsPort, AgentCreation {
  scanned(): ScannedAgents
  /** What the recipes of the skills can do, and how people ask for it. */
  recipes(): Promise<readonly SkillRecipe[]>
  brokenSkills(): readonly BrokenSkill[]
  memories: AgentMemories
  pins: PinBook
  /** Reads the folders again. */
  refresh(): Promise<void>
  close(): void
}

export interface CatalogOptions {
  readonly config: Config
  readonly store: Store
  readonly embedder: Embedder
  readonly redactor: Redactor
  /** Front matter that the build has parsed. */
  frontMatter(text: string): unknown
  /** Recipes that the build has parsed. */
  readonly shippedRecipes: ShippedRecipes
}

export async function createAgentCatalog(options: CatalogOptions): Promise<AgentCatalog> {
  const { config, store, embedder, frontMatter } = options
  let scanned: ScannedAgents = { agents: [], broken: [], shadowed: [] }
  let skills: readonly Skill[] = []
  let brokenSkills: BrokenSkill[] = []

  async function refresh(): Promise<void> {
    brokenSkills = []
    skills = await scanSkills(config.skillDirs, { onBroken: (skill) => void brokenSkills.push(skill), frontMatter })
    scanned = await scanAgents(config.agentDirs, { skillIds: new Set(skills.map((skill) => skill.skill_id)) })
    restoreEdited(store, scanned.agents)
    const degraded = store.agentRecords.degraded()
    await indexAgents({ agents: scanned.agents, broken: scanned.broken, store: store.agents, degraded, embedder })
  }

  const get = (agent_id: string): AgentFolder | undefined => scanned.agents.find((agent) => agent.agent_id === agent_id)

  const pins = createPinBook(config, {
    agents: () => scanned.agents,
    skills: () => skills,
    hidesShipped: (agent_id) => scanned.shadowed.some((item) => item.agent_id === agent_id && item.folder.startsWith(config.packageDir)),
  })

  function require(agent_id: string): AgentFolder {
    const agent = get(agent_id)
    if (!agent) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
    return agent
  }

  async function recipes(): Promise<readonly SkillRecipe[]> {
    const usable = await Promise.all(skills.map(async (skill) => ((await pins.mayUse(skill)) ? [skill] : [])))
    return skillRecipes(usable.flat(), options.shippedRecipes)
  }

  const creation = createAgentCreation({
    ...options,
    pins,
    scanned: () => scanned,
    skills: () => skills,
    recipes,
    refresh,
  })
  const memories = createAgentMemories({ config, store, embedder, agent: require })

  await refresh()
  return {
    ...creation,
    recipes,
    list: () => scanned.agents,
    get,
    skills: () => skills,
    scanned: () => scanned,
    brokenSkills: () => brokenSkills,
    launch: (agent) =>
      capsuleLaunch({
        agent,
        packageDir: config.packageDir,
        nodePath: config.nodePath,
        engine: config.provider === 'rules' ? 'rules' : 'model',
      }),
    systemPrompt: (agent, recalled, provenance) =>
      buildSystemPrompt({ soul: soulText(config), skills, agent, memories: recalled, provenance }),
    memories,
    pins,
    refresh,
    close: () => memories.close(),
  }
}

function soulText(config: Config): string | null {
  if (config.soulPath === null) return null
  try {
    return readFileSync(config.soulPath, 'utf8')
  } catch (error) {
    throw new ClawError('CONFIG_INVALID', `CLOSED_CLAW_SOUL_MD: ${config.soulPath} cannot be read.`, { cause: error })
  }
}
