import { join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import { errnoOf } from '../read-folder-file.ts'
import { AGENT_FILES, type AgentFileName, type AgentTexts, digestOfTexts, readAgentTexts } from './agent-texts.ts'
import { keepVersion } from './agent-versions.ts'
import { replaceFile } from './replace-file.ts'

export interface WriteAgentOptions {
  readonly folder: string
  readonly texts: AgentTexts
  /** What the folder must still hold: somebody else's edit is never overwritten. */
  readonly expected: string
  readonly by: string
  readonly why: string
  readonly clock: Clock
}

export interface WrittenAgent {
  readonly before: string
  readonly after: string
  /** Under which number the former texts are kept. */
  readonly version: number
}

/** Replaces the files of an agent and keeps the former ones as a version. Throws AGENT_CHANGED, STATE_UNWRITABLE, AGENT_INVALID. */
export async function writeAgentTexts({ folder, texts, expected, by, why, clock }: WriteAgentOptions): Promise<WrittenAgent> {
  try {
    const present = await readAgentTexts(folder)
    if (digestOfTexts(present) !== expected) throw changed(folder)
    const version = await keepVersion({ folder, texts: present, by, why, clock })
    for (const name of ['skill', 'manifest'] satisfies AgentFileName[])
      if (texts[name] !== present[name]) await replaceFile(join(folder, AGENT_FILES[name]), texts[name])
    return { before: expected, after: digestOfTexts(texts), version }
  } catch (error) {
    throw toClawError(error, folder)
  }
}

// The name of a version is taken once: of two that save at the same moment, one finds it taken.
function toClawError(error: unknown, folder: string): unknown {
  const code = errnoOf(error)
  if (code === 'ENOTEMPTY' || code === 'EEXIST') return changed(folder)
  if (error instanceof ClawError || !/^E[A-Z]+$/.test(code)) return error
  return new ClawError('STATE_UNWRITABLE', `The agent in ${folder} cannot be written (${code}).`, { cause: error })
}

function changed(folder: string): ClawError {
  return new ClawError('AGENT_CHANGED', `The agent in ${folder} was changed by somebody else meanwhile; nothing was written.`, {
    where: folder,
  })
}
