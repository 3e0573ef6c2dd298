import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { AgentFolder, ScannedAgents, Skill } from '../capsules/agent-folder.ts'
import type { AgentProfile } from '../capsules/agent-profile.ts'
import { type AgentProgram, createAgentFolder } from '../capsules/create-agent-folder.ts'
import { type CatalogProposal, proposeAgentFromCatalog } from '../capsules/propose-agent-from-catalog.ts'
import { sweepHalfMade } from '../capsules/sweep-half-made.ts'
import type { Config } from '../config/config.ts'
import type { AgentsPort } from '../coordinator/ports.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { Store } from '../store/store.ts'
import { withAsyncFileLock } from '../store/with-async-file-lock.ts'
import { learnExample } from './learn-example.ts'
import type { PinBook } from './pin-book.ts'
import { proposeWithModel } from './propose-with-model.ts'

export interface CreationOptions {
  readonly config: Config
  readonly store: Store
  readonly embedder: Embedder
  /** The one that the choice of skills was measured with, whatever is configured for routing. */
  readonly phraseEmbedder: Embedder
  readonly redactor: Redactor
  readonly pins: PinBook
  scanned(): ScannedAgents
  skills(): readonly Skill[]
  recipes(): Promise<CatalogProposal['recipes']>
  refresh(): Promise<void>
}

export interface NewAgent {
  readonly profile: AgentProfile
  readonly created_by: string
  readonly lineage?: readonly string[]
  readonly id?: 'suffix' | 'name'
  readonly program?: AgentProgram
}

export interface AgentCreation
  extends Pick<AgentsPort, 'proposeFromCatalog' | 'proposeWithModel' | 'exclusively' | 'madeBefore' | 'create' | 'learnExample'> {
  /** Writes, registers and pins it as made here. Inside `exclusively`. */
  make(wanted: NewAgent): Promise<AgentFolder>
}

/** Everything by which agents come to be, and learn of tasks that another one was proposed for. */
export function createAgentCreation(options: CreationOptions): AgentCreation {
  const { config, phraseEmbedder, pins, scanned, skills, refresh } = options

  /** Not those of this run: what was proposed before a crash is proposed in the same words after it. */
  const namesTaken = (run_id: string): string[] =>
    scanned()
      .agents.filter((agent) => !madeIn(agent, run_id))
      .map((agent) => agent.manifest.name)

  async function make({ profile, ...rest }: NewAgent): Promise<AgentFolder> {
    const { agents, broken, shadowed } = scanned()
    const taken = new Set([...agents, ...broken, ...shadowed].map((agent) => agent.agent_id))
    await requireOwnHome(config)
    const source = config.agentDirs.find((dir) => dir.path === config.newAgentsDir)?.source ?? 'configured'
    const agent = await createAgentFolder({ dir: config.newAgentsDir, source, profile, taken, clock: systemClock, ...rest })
    await refresh()
    await pins.made(agent)
    return agent
  }

  function madeBefore(profile: AgentProfile, run_id: string): AgentFolder | undefined {
    return scanned().agents.find((agent) => madeIn(agent, run_id) && isProfile(agent, profile))
  }

  function requireAgent(agent_id: string): AgentFolder {
    const agent = scanned().agents.find((item) => item.agent_id === agent_id)
    if (agent) return agent
    throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  }

  return {
    proposeFromCatalog: async ({ task, required_tools, run_id }) =>
      proposeAgentFromCatalog({
        task,
        skills: skills(),
        recipes: await options.recipes(),
        requiredTools: required_tools,
        taken: namesTaken(run_id),
        embed: (texts) => phraseEmbedder.embed(texts),
      }),
    proposeWithModel: (wanted, call) => proposeWithModel({ ...wanted, skills: skills(), taken: namesTaken(wanted.run_id) }, call),
    exclusively: (act) =>
      withAsyncFileLock(join(config.stateDir, 'agents.lock'), async () => {
        await sweepHalfMade(config.newAgentsDir, systemClock)
        await refresh()
        return act()
      }),
    madeBefore,
    make,
    create: async (profile, { created_by, run_id }) => {
      const before = madeBefore(profile, run_id)
      if (before === undefined) return make({ profile, created_by, lineage: [run_id] })
      await pins.made(before)
      return before
    },
    learnExample: (agent_id, example) => learnExample(options, requireAgent(agent_id), example),
  }
}

/** The folder of new agents may be a link that came with a repository: nothing is written where that leads out of claw's own folder. */
async function requireOwnHome({ newAgentsDir, stateDir }: Config): Promise<void> {
  if (!newAgentsDir.startsWith(join(stateDir, sep))) return
  const [home, state] = await Promise.all([newAgentsDir, stateDir].map((path) => realpath(path).catch(() => path)))
  if (home?.startsWith(`${state}${sep}`)) return
  throw new ClawError('STATE_UNWRITABLE', `${newAgentsDir} is a link that leads out of ${stateDir}; no agent is written there.`)
}

function madeIn({ manifest }: AgentFolder, run_id: string): boolean {
  return manifest.lineage?.includes(run_id) ?? false
}

/** To the letter: a folder of the same name that may do more, or is told something else, is another agent. */
function isProfile({ manifest, skillText }: AgentFolder, profile: AgentProfile): boolean {
  const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b)
  return (
    manifest.entrypoint === 'builtin' &&
    manifest.name === profile.name &&
    manifest.description === profile.description &&
    same(manifest.tools_allowlist, profile.tools) &&
    same(manifest.skill_ids, profile.skill_ids) &&
    skillText.trim() === profile.role_text.trim()
  )
}
