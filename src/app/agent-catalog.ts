import { readFileSync } from 'node:fs'
import type { AgentFolder, ScannedAgents, Skill } from '../capsules/agent-folder.ts'
import { buildSystemPrompt } from '../capsules/build-system-prompt.ts'
import { capsuleLaunch } from '../capsules/capsule-launch.ts'
import type { SkillRecipe } from '../capsules/propose-agent-from-catalog.ts'
import { scanAgents } from '../capsules/scan-agents.ts'
import { type BrokenSkill, type HiddenSkill, scanSkills } from '../capsules/scan-skills.ts'
import type { Config } from '../config/config.ts'
import type { AgentsPort } from '../coordinator/ports.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { ShippedRecipes } from '../planning/rules/load-recipes.ts'
import type { Store } from '../store/store.ts'
import { type AgentCreation, createAgentCreation } from './agent-creation.ts'
import { type AgentIndex, createAgentIndex } from './agent-index.ts'
import { type AgentMemories, createAgentMemories, type MemoryOwner } from './memory/agent-memories.ts'
import type { OpenedEmbedder } from './open-embedder.ts'
import { createPinBook, type PinBook } from './pin-book.ts'
import { restoreEdited } from './restore-standing.ts'
import { skillRecipes } from './skill-recipes.ts'

/** The agents and skills as their folders say, and the registry brought in line with them. */
export interface AgentCatalog extends AgentsPort, AgentCreation {
  scanned(): ScannedAgents
  /** What the recipes of the skills can do, and how people ask for it. */
  recipes(): Promise<readonly SkillRecipe[]>
  brokenSkills(): readonly BrokenSkill[]
  hiddenSkills(): readonly HiddenSkill[]
  memories: AgentMemories
  index: Omit<AgentIndex, 'refresh' | 'close'>
  pins: PinBook
  /** The prompt with these skills in place of the present ones. */
  promptWith(skills: readonly Skill[], ...of: Parameters<AgentsPort['systemPrompt']>): string
  /** Reads the folders again. */
  refresh(): Promise<void>
  /** Reads them again unless that has just been done and nobody has looked since. */
  fresh(): Promise<void>
  close(): void
}

export interface CatalogOptions {
  readonly config: Config
  readonly store: Store
  /** Closed with the catalog. */
  readonly embedder: OpenedEmbedder
  readonly phraseEmbedder: Embedder
  readonly redactor: Redactor
  /** Front matter that the build has parsed. */
  frontMatter(text: string): unknown
  /** Recipes that the build has parsed. */
  readonly shippedRecipes: ShippedRecipes
}

const JUST_READ_MS = 1000

export async function createAgentCatalog(options: CatalogOptions): Promise<AgentCatalog> {
  const { config, store, embedder, frontMatter } = options
  const index = createAgentIndex({ store: store.agents, embedder })
  let scanned: ScannedAgents = { agents: [], broken: [], shadowed: [] }
  let skills: readonly Skill[] = []
  let brokenSkills: BrokenSkill[] = []
  let hiddenSkills: HiddenSkill[] = []

  let reading: Promise<void> = Promise.resolve()
  let unseenSince = Number.NEGATIVE_INFINITY

  // One after the other: what is read last is what holds.
  function refresh(): Promise<void> {
    reading = reading.then(read, read)
    return reading
  }

  async function fresh(): Promise<void> {
    const justRead = systemClock.monotonic() - unseenSince < JUST_READ_MS
    unseenSince = Number.NEGATIVE_INFINITY
    if (!justRead) await refresh()
  }

  async function read(): Promise<void> {
    const unread: BrokenSkill[] = []
    const hidden: HiddenSkill[] = []
    skills = await scanSkills(config.skillDirs, {
      onBroken: (skill) => void unread.push(skill),
      onHidden: (skill) => void hidden.push(skill),
      frontMatter,
    })
    brokenSkills = unread
    hiddenSkills = hidden
    scanned = await scanAgents(config.agentDirs, { skillIds: new Set(skills.map((skill) => skill.skill_id)) })
    restoreEdited(store, scanned.agents)
    const degraded = store.agentRecords.degraded()
    await index.refresh({ agents: scanned.agents, broken: scanned.broken, degraded })
  }

  const get = (agent_id: string): AgentFolder | undefined => scanned.agents.find((agent) => agent.agent_id === agent_id)

  const pins = createPinBook(options, {
    agents: () => scanned.agents,
    skills: () => skills,
    hidesShipped: (agent_id) => scanned.shadowed.some((item) => item.agent_id === agent_id && item.folder.startsWith(config.packageDir)),
  })

  // A run goes on with an agent that was broken meanwhile, and with its memory.
  const owner = (agent_id: string): MemoryOwner | undefined => get(agent_id) ?? scanned.broken.find((one) => one.agent_id === agent_id)

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
  const memories = createAgentMemories({ config, store, embedder, agent: owner })

  const promptWith: AgentCatalog['promptWith'] = (known, agent, recalled, provenance) =>
    buildSystemPrompt({ soul: soulText(config), skills: known, agent, memories: recalled, provenance })

  await refresh()
  unseenSince = systemClock.monotonic()
  return {
    ...creation,
    recipes,
    list: () => scanned.agents,
    get,
    skills: () => skills,
    scanned: () => scanned,
    brokenSkills: () => brokenSkills,
    hiddenSkills: () => hiddenSkills,
    launch: (agent) =>
      capsuleLaunch({
        agent,
        packageDir: config.packageDir,
        nodePath: config.nodePath,
        engine: config.provider === 'rules' ? 'rules' : 'model',
      }),
    systemPrompt: (...of) => promptWith(skills, ...of),
    promptWith,
    memories,
    index,
    pins,
    refresh,
    fresh,
    close: () => {
      index.close()
      memories.close()
    },
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
