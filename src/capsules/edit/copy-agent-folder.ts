import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import { HALF_MADE } from '../create-agent-folder.ts'
import { errnoOf } from '../read-folder-file.ts'

/** What belongs to the place and not to the agent. */
const OF_THE_PLACE = /^(?:memory\.db(?:-wal|-shm|-journal)?|logs|versions)$/

export interface CopyAgentOptions {
  readonly from: string
  /** The agents folder that gets it. */
  readonly dir: string
  readonly agent_id: string
}

/** Copies an agent without memory, logs and versions: whole or not at all. Links stay links, and one that leads out is read by nobody. Throws STATE_UNWRITABLE. */
export async function copyAgentFolder({ from, dir, agent_id }: CopyAgentOptions): Promise<string> {
  const to = join(dir, agent_id)
  try {
    await mkdir(dir, { recursive: true })
    const half = await mkdtemp(join(dir, HALF_MADE))
    try {
      await chmod(half, 0o755)
      for (const name of await readdir(from))
        if (!OF_THE_PLACE.test(name)) await cp(join(from, name), join(half, name), { recursive: true, verbatimSymlinks: true })
      await rename(half, to)
    } finally {
      await rm(half, { recursive: true, force: true })
    }
    return to
  } catch (error) {
    throw new ClawError('STATE_UNWRITABLE', `The agent cannot be copied to ${to} (${errnoOf(error)}).`, { cause: error })
  }
}
