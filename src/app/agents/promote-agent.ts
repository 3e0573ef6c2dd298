import { existsSync } from 'node:fs'
import { copyFile, lstat, mkdir, rename } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { digestOfTexts, readAgentTexts } from '../../capsules/edit/agent-texts.ts'
import { keepVersion } from '../../capsules/edit/agent-versions.ts'
import { copyAgentFolder } from '../../capsules/edit/copy-agent-folder.ts'
import { moveFolder } from '../../capsules/trash/move-folder.ts'
import { writeTrashNote } from '../../capsules/trash/trash-note.ts'
import { trashName } from '../../capsules/trash/trashed-agent.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import type { PromotedAgent } from './agent-edit-port.ts'
import type { AgentPlace } from './agent-place.ts'
import { trashDirOf } from './trash-functions.ts'

export interface PromoteOptions {
  /** Also when the project has an agent of the id: that one becomes a version, and its folder goes to the trash. */
  readonly force: boolean
  /** A copy of what it remembers goes along: whoever gets the project begins with it. */
  readonly withMemory: boolean
}

const MEMORY_FILES = ['memory.db', 'memory.db-wal'] as const

/** Makes an agent one of the project: its folder goes to the workspace's `agents/`, its record and its memory go on. Throws USAGE, AGENT_INVALID. */
export async function promoteAgent(services: Services, place: AgentPlace, options: PromoteOptions): Promise<PromotedAgent> {
  const { agent_id } = place
  const dir = projectDir(services, place)
  const target = join(dir, agent_id)
  if (existsSync(target) && !options.force)
    throw new ClawError('USAGE', `The project has an agent '${agent_id}' already: ${target}`, {
      fix: `claw agent promote ${agent_id} --force`,
    })
  services.catalog.memories.release(agent_id)
  const memory = services.catalog.memories.path(place)
  const replaced = existsSync(target) ? await readAgentTexts(target) : null
  if (replaced !== null) await toTrash(services, agent_id, target)
  const folder = await copyAgentFolder({ from: place.folder, dir, agent_id })
  const by = localActor()
  const version_kept = replaced === null ? null : await keepVersion({ folder, texts: replaced, by, why: 'promote', clock: systemClock })
  if (options.withMemory) await copyMemory(memory, folder)
  await keepMemory(services, agent_id, memory)
  if (place.source === 'workspace_state') await toTrash(services, agent_id, place.folder)
  await services.catalog.refresh()
  const agent = services.catalog.get(agent_id)
  if (agent !== undefined) await services.catalog.pins.acceptAgent(agent)
  const digest_before = replaced === null ? null : digestOfTexts(replaced)
  services.store.audit.append({
    actor: by,
    action: 'agent.promoted',
    target: agent_id,
    agent_id,
    detail: { digest_before, digest_after: agent?.digest ?? null, folder, from: place.folder, with_memory: options.withMemory },
  })
  return {
    agent_id,
    folder,
    from: place.folder,
    version_kept,
    hidden_by: agent === undefined || agent.folder === folder ? null : agent.folder,
  }
}

function projectDir({ config, catalog }: Services, { agent_id, folder }: AgentPlace): string {
  const dir = config.agentDirs.find((one) => one.source === 'workspace')?.path ?? join(config.workspace, 'agents')
  if (resolve(dirname(folder)) === resolve(dir))
    throw new ClawError('USAGE', `'${agent_id}' is an agent of the project already: ${folder}`, { fix: `claw agent ${agent_id}` })
  if (catalog.get(agent_id) === undefined)
    throw new ClawError('AGENT_INVALID', `'${agent_id}' is broken and cannot be promoted.`, { fix: `claw agent lint ${agent_id}` })
  return dir
}

/** What stands in the way is kept like a deleted agent. */
async function toTrash({ config }: Services, agent_id: string, folder: string): Promise<void> {
  const trashDir = trashDirOf(config)
  const name = trashName(agent_id, systemClock.now())
  await mkdir(trashDir, { recursive: true })
  await moveFolder(folder, join(trashDir, name))
  await writeTrashNote(trashDir, name, { dir: dirname(folder), by: localActor(), digest: null, learned: [] })
}

/** An agent of the project keeps its memory with the workspace, out of what is committed. */
async function keepMemory({ config }: Services, agent_id: string, memory: string): Promise<void> {
  const home = join(config.stateDir, 'memory', agent_id)
  if (dirname(memory) === home || existsSync(join(home, 'memory.db'))) return
  await mkdir(home, { recursive: true })
  for (const file of await ownFiles(dirname(memory))) await rename(join(dirname(memory), file), join(home, file))
}

async function copyMemory(memory: string, folder: string): Promise<void> {
  for (const file of await ownFiles(dirname(memory))) await copyFile(join(dirname(memory), file), join(folder, file))
}

/** Links are nobody's memory. */
async function ownFiles(dir: string): Promise<string[]> {
  const there = await Promise.all(
    MEMORY_FILES.map(async (file) => (await lstat(join(dir, file)).catch(() => undefined))?.isFile() === true),
  )
  return MEMORY_FILES.filter((_, index) => there[index])
}
