import { cp, lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { isAgentId } from '../kernel/ids.ts'
import { errnoOf } from './read-folder-file.ts'
import type { AgentDir } from './scan-agents.ts'

export interface DeleteAgentOptions {
  readonly agent_id: string
  /** In the order of the search: the first holder of the id is meant. */
  readonly dirs: readonly AgentDir[]
  /** Deleted agents wait here until somebody wants them back. */
  readonly trashDir: string
  readonly clock: Clock
}

const SEPARATOR = '@'

/** Moves the folder of an agent to the trash. Throws ID_INVALID, NOT_FOUND, AGENT_SHIPPED. Nothing outside of the directories is ever touched. */
export async function deleteAgentFolder({
  agent_id,
  dirs,
  trashDir,
  clock,
}: DeleteAgentOptions): Promise<{ readonly folder: string; readonly trash: string }> {
  const dir = await holder(requireAgentId(agent_id), dirs)
  if (dir === undefined) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  if (await isShipped(dir, dirs)) throw new ClawError('AGENT_SHIPPED', `'${agent_id}' is shipped with claw and cannot be deleted.`)
  const folder = join(dir.path, agent_id)
  const trash = join(trashDir, `${agent_id}${SEPARATOR}${clock.now()}`)
  await mkdir(trashDir, { recursive: true })
  await move(folder, trash)
  return { folder, trash }
}

export interface RestoreAgentOptions {
  readonly agent_id: string
  readonly trashDir: string
  /** Where it goes: the folder of created agents. */
  readonly dir: string
}

/** Brings the agent deleted last under this id back. Throws ID_INVALID, NOT_FOUND, and USAGE when the id is taken again. */
export async function restoreAgentFolder({ agent_id, trashDir, dir }: RestoreAgentOptions): Promise<{ readonly folder: string }> {
  const prefix = `${requireAgentId(agent_id)}${SEPARATOR}`
  const names = (await readdir(trashDir).catch(() => [])).filter((name) => name.startsWith(prefix))
  const newest = names.sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)))[0]
  if (newest === undefined) throw new ClawError('NOT_FOUND', `There is no deleted agent '${agent_id}'.`, { where: trashDir })
  const folder = join(dir, agent_id)
  if (await exists(folder))
    throw new ClawError('USAGE', `There is an agent '${agent_id}' already.`, { fix: `claw delete-agent ${agent_id}` })
  await mkdir(dir, { recursive: true })
  await move(join(trashDir, newest), folder)
  return { folder }
}

function requireAgentId(text: string): string {
  if (isAgentId(text)) return text
  throw new ClawError('ID_INVALID', `'${text.slice(0, 40)}' is not an agent id.`, { fix: 'claw agents' })
}

async function holder(agent_id: string, dirs: readonly AgentDir[]): Promise<AgentDir | undefined> {
  for (const dir of dirs) if (await exists(join(dir.path, agent_id))) return dir
  return undefined
}

/** By real path: in claw's own repository the workspace's agents folder is the package's. */
async function isShipped(dir: AgentDir, dirs: readonly AgentDir[]): Promise<boolean> {
  if (dir.source === 'shipped') return true
  const real = await realpath(dir.path)
  const shipped = await Promise.all(
    dirs.filter((item) => item.source === 'shipped').map((item) => realpath(item.path).catch(() => item.path)),
  )
  return shipped.includes(real)
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}

/** A link is moved as a link: what it points to stays where it is. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error
    await mkdir(dirname(to), { recursive: true })
    await cp(from, to, { recursive: true, verbatimSymlinks: true, errorOnExist: true, force: false })
    await rm(from, { recursive: true })
  }
}
