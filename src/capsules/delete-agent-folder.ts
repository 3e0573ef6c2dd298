import { lstat, mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { isAgentId } from '../kernel/ids.ts'
import type { AgentDir } from './scan-agents.ts'
import { moveFolder } from './trash/move-folder.ts'
import { trashName } from './trash/trashed-agent.ts'

export interface DeleteAgentOptions {
  readonly agent_id: string
  /** In the order of the search: the first holder of the id is meant. */
  readonly dirs: readonly AgentDir[]
  /** Deleted agents wait here until somebody wants them back. */
  readonly trashDir: string
  readonly clock: Clock
}

/** Moves the folder of an agent to the trash. Throws ID_INVALID, NOT_FOUND, AGENT_SHIPPED. Nothing outside of the directories is ever touched. */
export async function deleteAgentFolder({
  agent_id,
  dirs,
  trashDir,
  clock,
}: DeleteAgentOptions): Promise<{ readonly folder: string; readonly trash: string }> {
  const dir = await holder(requireAgentId(agent_id), dirs)
  if (dir === undefined) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  if (await isShipped(dir, dirs))
    throw new ClawError('AGENT_SHIPPED', `'${agent_id}' is shipped with claw and cannot be deleted. It can be disabled.`, {
      fix: `claw agent disable ${agent_id}`,
    })
  const folder = join(dir.path, agent_id)
  const trash = join(trashDir, trashName(agent_id, clock.now()))
  await mkdir(trashDir, { recursive: true })
  await moveFolder(folder, trash)
  return { folder, trash }
}

export function requireAgentId(text: string): string {
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
