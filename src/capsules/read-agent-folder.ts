import { basename } from 'node:path'
import { sha256 } from '../kernel/hash.ts'
import { isAgentId } from '../kernel/ids.ts'
import { type Manifest, manifestSchema } from '../protocol/manifest.ts'
import { manifestProblem } from '../protocol/manifest-problem.ts'
import type { AgentFolder } from './agent-folder.ts'
import { parseManifestJson } from './parse-manifest-json.ts'
import { readFolderFile } from './read-folder-file.ts'

export type ReadAgent = { readonly ok: true; readonly agent: AgentFolder } | { readonly ok: false; readonly problem: string }

/** One agent folder as a value: a broken one is an answer with the precise reason. `skillIds`: the skills that exist, when they are known. */
export async function readAgentFolder(folder: string, source: AgentFolder['source'], skillIds?: ReadonlySet<string>): Promise<ReadAgent> {
  const id = basename(folder)
  if (!isAgentId(id)) return broken('the folder name is no agent id: lower-case words joined by hyphens, at most 64 characters')
  const manifestFile = await readFolderFile(folder, 'manifest.json')
  if (!manifestFile.ok) return broken(manifestFile.problem)
  const manifest = parseManifest(manifestFile.text, id, skillIds)
  if (typeof manifest === 'string') return broken(`manifest.json: ${manifest}`)
  const skill = await readFolderFile(folder, 'skill.md')
  if (!skill.ok) return broken(skill.problem)
  if (skill.text.trim() === '') return broken('skill.md is empty')
  const digest = sha256(`${manifestFile.text}\u0000${skill.text}`)
  return { ok: true, agent: { agent_id: id, folder, source, manifest, skillText: skill.text, digest } }
}

function parseManifest(text: string, id: string, skillIds: ReadonlySet<string> | undefined): Manifest | string {
  const json = parseManifestJson(text)
  if (!json.ok) return json.reason
  const parsed = manifestSchema.safeParse(json.value)
  if (!parsed.success) return manifestProblem(parsed.error.issues, json.value)
  if (parsed.data.agent_id !== id) return `agent_id is '${parsed.data.agent_id}' but the folder is '${id}': they must be the same`
  const unknown = skillIds === undefined ? undefined : parsed.data.skill_ids.find((skill) => !skillIds.has(skill))
  if (unknown !== undefined) return `skill_ids: there is no skill '${unknown}'. Known skills: ${[...(skillIds ?? [])].join(', ')}`
  return parsed.data
}

function broken(problem: string): ReadAgent {
  return { ok: false, problem }
}
