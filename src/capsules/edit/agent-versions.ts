import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../../kernel/claw-error.ts'
import { type Clock, isoTime } from '../../kernel/clock.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { HALF_MADE } from '../create-agent-folder.ts'
import { readFolderFile } from '../read-folder-file.ts'
import { sweepHalfMade } from '../sweep-half-made.ts'
import { syncFolder, writeDurably } from '../write-durably.ts'
import { AGENT_FILES, type AgentTexts, digestOfTexts, readAgentTexts } from './agent-texts.ts'
import { replaceFile } from './replace-file.ts'

/** An earlier form of an agent. */
export interface AgentVersion {
  readonly version: number
  /** When it stopped being the present one. */
  readonly at: string
  /** Who replaced it. */
  readonly by: string
  /** By what: edit, restore 3, promote. */
  readonly why: string
  readonly digest: string
}

export const MAX_VERSIONS = 20

const FOLDER = 'versions'
const NOTE = 'version.json'
const NUMBER = /^[1-9]\d{0,8}$/
const noteSchema = z.object({ at: z.string(), by: z.string(), why: z.string() })

export interface KeepVersionOptions {
  readonly folder: string
  readonly texts: AgentTexts
  readonly by: string
  readonly why: string
  readonly clock: Clock
}

/** Keeps these texts as the newest version of the agent; the oldest beyond MAX_VERSIONS go. Returns its number. Throws AGENT_INVALID. */
export async function keepVersion({ folder, texts, by, why, clock }: KeepVersionOptions): Promise<number> {
  const dir = await ownVersionsDir(folder)
  const numbers = await versionNumbers(dir)
  const version = (numbers.at(-1) ?? 0) + 1
  await sweepHalfMade(dir, clock)
  const half = await mkdtemp(join(dir, HALF_MADE))
  try {
    await writeDurably(join(half, AGENT_FILES.manifest), texts.manifest)
    await writeDurably(join(half, AGENT_FILES.skill), texts.skill)
    await writeDurably(join(half, NOTE), `${JSON.stringify({ at: isoTime(clock.now()), by, why })}\n`)
    await rename(half, join(dir, String(version)))
    await syncFolder(dir)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  for (const old of numbers.slice(0, Math.max(0, numbers.length + 1 - MAX_VERSIONS)))
    await rm(join(dir, String(old)), { recursive: true, force: true })
  return version
}

/** Newest first. What else lies in the folder is no version. */
export async function listVersions(folder: string): Promise<AgentVersion[]> {
  const dir = join(folder, FOLDER)
  const numbers = await versionNumbers(dir)
  const found = await Promise.all(numbers.reverse().map((version) => readNote(join(dir, String(version)), version)))
  return found.filter((one) => one !== undefined)
}

/** Throws NOT_FOUND. */
export async function readVersion(folder: string, version: number): Promise<AgentTexts> {
  const place = join(folder, FOLDER, String(version))
  const { manifest, skill } = (await isFolder(place)) ? await readAgentTexts(place) : { manifest: '', skill: '' }
  if (manifest !== '' && skill !== '') return { manifest, skill }
  throw new ClawError('NOT_FOUND', `There is no version ${version} in ${join(folder, FOLDER)}.`)
}

async function readNote(place: string, version: number): Promise<AgentVersion | undefined> {
  const file = await readFolderFile(place, NOTE)
  const json = file.ok ? tryParseJson(file.text) : undefined
  const note = noteSchema.safeParse(json?.ok ? json.value : undefined)
  if (!note.success) return undefined
  return { version, ...note.data, digest: digestOfTexts(await readAgentTexts(place)) }
}

/** In order. The folder may have come with a repository: links are no versions. */
async function versionNumbers(dir: string): Promise<number[]> {
  if (!(await isFolder(dir))) return []
  const entries = await readdir(dir, { withFileTypes: true })
  const numbers = entries.filter((entry) => entry.isDirectory() && NUMBER.test(entry.name)).map((entry) => Number(entry.name))
  return numbers.sort((a, b) => a - b)
}

// What an agents folder that is under version control holds of them is nobody else's: git is told to leave them out.
async function ownVersionsDir(folder: string): Promise<string> {
  const dir = join(folder, FOLDER)
  await mkdir(dir, { recursive: true })
  if (!(await isFolder(dir)))
    throw new ClawError('AGENT_INVALID', `${dir} is a link or a file: earlier versions cannot be kept there.`, { where: folder })
  await replaceFile(join(dir, '.gitignore'), '*\n')
  return dir
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() === true
}
