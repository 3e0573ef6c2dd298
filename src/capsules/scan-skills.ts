import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import { describeIssues } from '../protocol/describe-issues.ts'
import type { Skill } from './agent-folder.ts'
import { readFolderFile } from './read-folder-file.ts'

export interface BrokenSkill {
  readonly folder: string
  readonly problem: string
}

const SKILL_NAME = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/

const frontMatterSchema = z.object({
  name: z.string().check(z.maxLength(64), z.regex(SKILL_NAME, 'must be lower-case words joined by - or _')),
  description: z.string().check(z.trim(), z.minLength(1), z.maxLength(1024)),
  license: z.optional(z.string()),
  compatibility: z.optional(z.string().check(z.maxLength(500))),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  'allowed-tools': z.optional(z.string()),
})

export interface HiddenSkill {
  readonly skill_id: string
  readonly folder: string
}

export interface ScanSkillsOptions {
  /** Is told of each folder whose name an earlier one has. */
  onHidden?(skill: HiddenSkill): void
  /** Is told of each folder that is not usable. */
  onBroken?(skill: BrokenSkill): void
  /** Front matter that is known already: the YAML parser is loaded for another only. */
  frontMatter?(text: string): unknown
}

/** Every skill of the directories (Agent Skills format: a folder with SKILL.md); the first of a name wins. */
export async function scanSkills(dirs: readonly string[], { onBroken, onHidden, frontMatter }: ScanSkillsOptions = {}): Promise<Skill[]> {
  const skills = new Map<string, Skill>()
  for (const folder of (await Promise.all(dirs.map(skillFolders))).flat()) {
    const read = await readSkill(folder, async (header) => frontMatter?.(header) ?? (await parseHeader(header)))
    if ('problem' in read) onBroken?.({ folder, problem: read.problem })
    else if (skills.has(read.skill_id)) onHidden?.({ skill_id: read.skill_id, folder })
    else skills.set(read.skill_id, read)
  }
  return [...skills.values()]
}

async function skillFolders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return folders.map((entry) => join(dir, entry.name)).sort()
}

async function readSkill(folder: string, parse: (header: string) => Promise<unknown>): Promise<Skill | { readonly problem: string }> {
  const file = await readFolderFile(folder, 'SKILL.md')
  if (!file.ok) return { problem: file.problem }
  const [, header, body = ''] = FRONT_MATTER.exec(file.text) ?? []
  if (header === undefined) return { problem: 'SKILL.md does not begin with front matter between two lines of ---' }
  const front = frontMatterSchema.safeParse(await parse(header))
  if (!front.success) return { problem: `SKILL.md: ${describeIssues(front.error.issues)}` }
  const { name, description } = front.data
  if (name !== basename(folder))
    return { problem: `SKILL.md: name is '${name}' but the folder is '${basename(folder)}': they must be the same` }
  if (body.trim() === '') return { problem: 'SKILL.md has no text after its front matter' }
  const tools = front.data['allowed-tools']?.split(/[\s,]+/).filter((tool) => tool !== '') ?? []
  return { skill_id: name, folder, name, description, body: body.trim(), tools, recipesPath: await fileAt(join(folder, 'recipes.yaml')) }
}

async function parseHeader(text: string): Promise<unknown> {
  const { parseYaml } = await import('../kernel/parse-yaml.ts')
  try {
    return parseYaml(text)
  } catch (error) {
    return error instanceof Error ? error.message : undefined
  }
}

async function fileAt(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? path : null
}
