import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { isoTime } from '../kernel/clock.ts'
import { isAgentId, MAX_AGENT_ID_LENGTH } from '../kernel/ids.ts'
import { type Manifest, manifestSchema } from '../protocol/manifest.ts'
import type { AgentFolder } from './agent-folder.ts'
import type { AgentProfile } from './agent-profile.ts'
import { readAgentFolder } from './read-agent-folder.ts'
import { errnoOf } from './read-folder-file.ts'

export interface CreateAgentOptions {
  /** Where created agents go (Config.newAgentsDir). */
  readonly dir: string
  readonly source: AgentFolder['source']
  readonly profile: AgentProfile
  /** Who made it: `rules`, or provider and model. */
  readonly created_by: string
  /** Ids of the agents or runs that it comes from. */
  readonly lineage?: readonly string[]
  /** Ids that are taken in other directories. */
  readonly taken?: ReadonlySet<string>
  readonly clock: Clock
}

const TRIES = 16
const SUFFIX_BYTES = 2
const FAILURES = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST']

/** Makes the folder of a new agent. It appears whole or not at all: written beside under a dotted name, then renamed. Throws STATE_UNWRITABLE, AGENT_INVALID. */
export async function createAgentFolder(options: CreateAgentOptions): Promise<AgentFolder> {
  try {
    await mkdir(options.dir, { recursive: true })
    const half = await mkdtemp(join(options.dir, '.new-'))
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
  for (let n = 0; n < TRIES; n += 1) {
    const manifest = manifestFor(options)
    if (options.taken?.has(manifest.agent_id)) continue
    await writeDurably(join(half, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    const folder = join(options.dir, manifest.agent_id)
    if (await renamed(half, folder)) return reread(folder, options)
  }
  throw new ClawError('INTERNAL', `No free id was found for a new agent '${options.profile.name}'.`)
}

function manifestFor({ profile, created_by, lineage, clock }: CreateAgentOptions): Manifest {
  const { name, description, tags, tools, skill_ids, examples } = profile
  const manifest = manifestSchema.safeParse({
    agent_id: `${slugOf(name)}-${randomBytes(SUFFIX_BYTES).toString('hex')}`,
    name,
    description,
    tags,
    tools_allowlist: [...new Set(tools)],
    skill_ids,
    examples,
    entrypoint: 'builtin',
    requires_approval_for: [],
    version: '1.0.0',
    created_at: isoTime(clock.now()),
    created_by,
    ...(lineage === undefined ? {} : { lineage: [...lineage] }),
  })
  if (manifest.success) return manifest.data
  const issue = manifest.error.issues[0]
  throw new ClawError('AGENT_INVALID', `The profile of '${name}' is not valid: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** A folder name from any text: letters and digits of ASCII, at most what leaves room for the suffix. */
function slugOf(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const slug = words
    .join('-')
    .slice(0, MAX_AGENT_ID_LENGTH - 2 * SUFFIX_BYTES - 1)
    .replace(/-+$/, '')
  return isAgentId(slug) ? slug : `agent-${slug}`.slice(0, 40).replace(/-+$/, '')
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o644)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
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
