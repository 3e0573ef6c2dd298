import { randomBytes } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { AgentFolder } from './agent-folder.ts'
import { readAgentFolder } from './read-agent-folder.ts'
import { readFolderFile } from './read-folder-file.ts'
import { syncFolder, writeDurably } from './write-durably.ts'

export interface AgentEdit {
  readonly manifest?: Manifest
  readonly skillText?: string
}

/** Earlier versions of an agent are kept here, in its own folder: `0001`, `0002`, ... with manifest.json and skill.md as they were. */
export const VERSIONS = 'versions'
const FILES = ['manifest.json', 'skill.md'] as const
const KEPT = 20

/**
 * Rewrites an agent in its place: each file changes whole or not at all, and what it was before is kept. The caller says who may do so, and
 * brings registry and pins in line. Throws AGENT_INVALID.
 */
export async function writeAgentVersion(agent: AgentFolder, { manifest, skillText }: AgentEdit): Promise<AgentFolder> {
  await keepPresent(agent)
  if (skillText !== undefined) await replaceFile(agent.folder, 'skill.md', `${skillText.trim()}\n`)
  if (manifest !== undefined) await replaceFile(agent.folder, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  const read = await readAgentFolder(agent.folder, agent.source)
  if (read.ok) return read.agent
  throw new ClawError('AGENT_INVALID', `The agent '${agent.agent_id}' is not valid as it was written: ${read.problem}`, {
    where: agent.folder,
  })
}

/** Numbers of the kept versions, oldest first. */
export async function keptVersions(folder: string): Promise<string[]> {
  const names = (await isOwnFolder(join(folder, VERSIONS))) ? await readdir(join(folder, VERSIONS)) : []
  return names.filter((name) => /^\d{4,}$/.test(name)).sort((a, b) => Number(a) - Number(b))
}

async function keepPresent({ folder, agent_id }: AgentFolder): Promise<void> {
  const place = join(folder, VERSIONS)
  await mkdir(place, { recursive: true })
  if (!(await isOwnFolder(place)))
    throw new ClawError('AGENT_INVALID', `'${VERSIONS}' of the agent '${agent_id}' is no folder of its own.`, { where: place })
  const known = await keptVersions(folder)
  const half = await mkdtemp(join(place, '.new-'))
  for (const name of FILES) {
    const file = await readFolderFile(folder, name)
    if (file.ok) await writeDurably(join(half, name), file.text)
  }
  await rename(half, join(place, String(Number(known.at(-1) ?? 0) + 1).padStart(4, '0')))
  await syncFolder(place)
  for (const old of known.slice(0, Math.max(0, known.length + 1 - KEPT))) await rm(join(place, old), { recursive: true, force: true })
}

/** A link could lead anywhere. */
async function isOwnFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() ?? false
}

async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const beside = join(folder, `.${name}.${randomBytes(6).toString('hex')}`)
  try {
    await writeDurably(beside, text)
    await rename(beside, join(folder, name))
  } finally {
    await rm(beside, { force: true })
  }
  await syncFolder(folder)
}
