import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import { HALF_MADE } from './create-agent-folder.ts'

// Another workspace may share the folder and be at work there.
const OLD_MS = 60_000

/** Takes away what a killed creation left. It was never an agent: a search passes over names that begin with a dot. */
export async function sweepHalfMade(dir: string, clock: Clock): Promise<void> {
  const names = await readdir(dir).catch(() => [])
  for (const name of names.filter((item) => item.startsWith(HALF_MADE))) {
    const path = join(dir, name)
    const made = (await stat(path).catch(() => undefined))?.mtimeMs ?? clock.now()
    if (clock.now() - made > OLD_MS) await rm(path, { recursive: true, force: true })
  }
}
