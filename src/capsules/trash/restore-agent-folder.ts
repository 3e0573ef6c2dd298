import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { requireAgentId } from '../delete-agent-folder.ts'
import { moveFolder } from './move-folder.ts'
import { listTrash, type TrashedAgent } from './trashed-agent.ts'

export interface RestoreAgentOptions {
  readonly agent_id: string
  readonly trashDir: string
  /** The folder of agents that it goes to. */
  readonly dir: string
}

/** Brings the agent deleted last under this id back. Throws ID_INVALID, NOT_FOUND, and USAGE when the id is taken again. */
export async function restoreAgentFolder({
  agent_id,
  trashDir,
  dir,
}: RestoreAgentOptions): Promise<{ readonly folder: string; readonly trashed: TrashedAgent }> {
  requireAgentId(agent_id)
  const trashed = (await listTrash(trashDir)).find((one) => one.agent_id === agent_id)
  if (trashed === undefined)
    throw new ClawError('NOT_FOUND', `There is no deleted agent '${agent_id}'.`, { where: trashDir, fix: 'claw agent trash' })
  const folder = join(dir, agent_id)
  if ((await lstat(folder).catch(() => undefined)) !== undefined)
    throw new ClawError('USAGE', `There is an agent '${agent_id}' in ${dir} already.`, { fix: `claw delete-agent ${agent_id}` })
  await mkdir(dir, { recursive: true })
  await moveFolder(trashed.folder, folder)
  return { folder, trashed }
}
