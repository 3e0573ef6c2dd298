import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import type { AgentFolder } from './agent-folder.ts'
import type { AgentProfile } from './agent-profile.ts'
import { agentSlug, withSuffix } from './agent-slug.ts'
import { newManifest } from './new-manifest.ts'
import { readAgentFolder } from './read-agent-folder.ts'
import { errnoOf } from './read-folder-file.ts'
import { syncFolder, writeDurably } from './write-durably.ts'

export interface CreateAgentOptions {
  /** Where created agents go (Config.newAgentsDir). */
  readonly dir: string
  readonly source: AgentFolder['source']
  readonly profile: AgentProfile
  /** Who made it: `rules`, or provider and model, or a person. */
  readonly created_by: string
  /** Ids of the agents or runs that it comes from. */
  readonly lineage?: readonly string[]
  /** Ids that are taken in other directories. */
  readonly taken?: ReadonlySet<string>
  /** `suffix`: the id ends in four digits of chance; `name`: it is the name's when that is free. */
  readonly id?: 'suffix' | 'name'
  /** A program of its own: its files by name, and the command that starts it. */
  readonly program?: AgentProgram
  readonly clock: Clock
}

export interface AgentProgram {
  readonly command: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

const TRIES = 16
const FAILURES = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST']
/** Half-made folders begin with it: no search for agents looks at them. */
export const HALF_MADE = '.new-'

/** Makes the folder of a new agent. It appears whole or not at all: written beside under a dotted name, then renamed. Throws STATE_UNWRITABLE, AGENT_INVALID. */
export async function createAgentFolder(options: CreateAgentOptions): Promise<AgentFolder> {
  try {
    await mkdir(options.dir, { recursive: true })
    const half = await mkdtemp(join(options.dir, HALF_MADE))
    return await fillAndRename(half, options).finally(() => rm(half, { recursive: true, force: true }))
  } catch (error) {
    const code = errnoOf(error)
    if (!FAILURES.includes(code)) throw error
    throw new ClawError('STATE_UNWRITABLE', `The new agent cannot be written to ${options.dir} (${code}).`, { cause: error })
  }
}

async function fillAndRename(half: string, options: CreateAgentOptions): Promise<AgentFolder> {
  // mkdtemp makes it private; the sandboxed capsule runs as another user and reads its own folder.
  await chmod(half, 0o755)
  await mkdir(join(half, 'logs'))
  await writeDurably(join(half, 'skill.md'), `${options.profile.role_text.trim()}\n`)
  for (const [name, text] of Object.entries(options.program?.files ?? {})) await writeDurably(join(half, name), text)
  for (let n = 0; n < TRIES; n += 1) {
    const agent_id = idFor(options, n)
    if (options.taken?.has(agent_id)) continue
    const manifest = newManifest({ ...options, agent_id, ...(options.program && { command: options.program.command }) })
    await writeDurably(join(half, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await syncFolder(half)
    const folder = join(options.dir, agent_id)
    crashpoint('create.before')
    if (!(await renamed(half, folder))) continue
    await syncFolder(options.dir)
    crashpoint('create.after')
    return reread(folder, options)
  }
  throw new ClawError('INTERNAL', `No free id was found for a new agent '${options.profile.name}'.`)
}

/** A suffix of chance, unless the name alone is wanted and free. */
function idFor({ profile, id = 'suffix' }: CreateAgentOptions, attempt: number): string {
  const slug = agentSlug(profile.name)
  return id === 'name' && attempt === 0 ? slug : withSuffix(slug)
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errnoOf(error))) return false
    throw error
  }
}

async function reread(folder: string, { source }: CreateAgentOptions): Promise<AgentFolder> {
  const read = await readAgentFolder(folder, source)
  if (read.ok) return read.agent
  throw new ClawError('AGENT_INVALID', `The new agent in ${folder} cannot be read back: ${read.problem}`)
}
