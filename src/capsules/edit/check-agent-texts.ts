import { type Manifest, manifestSchema } from '../../protocol/manifest.ts'
import { manifestProblem } from '../../protocol/manifest-problem.ts'
import { parseManifestJson } from '../parse-manifest-json.ts'
import { MAX_FOLDER_FILE_BYTES } from '../read-folder-file.ts'
import type { AgentTexts } from './agent-texts.ts'
import { jsonLines } from './json-lines.ts'

export interface TextProblem {
  readonly file: 'manifest.json' | 'skill.md'
  /** From 1; null where no line is to blame. */
  readonly line: number | null
  /** Of the manifest: `limits.steps`; null where no field is to blame. */
  readonly field: string | null
  readonly message: string
}

export interface CheckedTexts {
  readonly problems: readonly TextProblem[]
  /** undefined while the manifest has a problem. */
  readonly manifest: Manifest | undefined
}

/** Everything for which an agent with these files would be refused, with lines. */
export function checkAgentTexts(
  { manifest, skill }: AgentTexts,
  agent_id: string,
  skillIds: ReadonlySet<string> | undefined,
): CheckedTexts {
  const read = readManifest(manifest, agent_id, skillIds)
  return { ...read, problems: [...read.problems, ...tooLarge('manifest.json', manifest), ...skillProblems(skill)] }
}

function readManifest(text: string, agent_id: string, skillIds: ReadonlySet<string> | undefined): CheckedTexts {
  const json = parseManifestJson(text)
  if (!json.ok) return { problems: [notJson(json.reason)], manifest: undefined }
  const lines = jsonLines(text)
  const lineOf = (path: readonly PropertyKey[]): number | null => nearestLine(lines, path.map(String))
  const parsed = manifestSchema.safeParse(json.value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue): TextProblem => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
      return { file: 'manifest.json', line: lineOf(path), field: fieldOf(path), message: manifestProblem([issue], json.value) }
    })
    return { problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), manifest: undefined }
  }
  const problems: TextProblem[] = []
  if (parsed.data.agent_id !== agent_id)
    problems.push({
      file: 'manifest.json',
      line: lineOf(['agent_id']),
      field: 'agent_id',
      message: `agent_id is '${parsed.data.agent_id}' but the folder is '${agent_id}': they must be the same`,
    })
  parsed.data.skill_ids.forEach((skill, index) => {
    if (skillIds !== undefined && !skillIds.has(skill))
      problems.push({
        file: 'manifest.json',
        line: lineOf(['skill_ids', index]),
        field: `skill_ids.${index}`,
        message: `skill_ids: there is no skill '${skill}'. Known skills: ${[...skillIds].join(', ')}`,
      })
  })
  return { problems, manifest: problems.length === 0 ? parsed.data : undefined }
}

function notJson(message: string): TextProblem {
  const line = /line (\d+)/.exec(message)?.[1]
  return { file: 'manifest.json', line: line === undefined ? null : Number(line), field: null, message }
}

function fieldOf(path: readonly PropertyKey[]): string | null {
  return path.length === 0 ? null : path.map(String).join('.')
}

/** The line of the value, or of what it would stand in. */
function nearestLine(lines: ReadonlyMap<string, number>, path: readonly string[]): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const line = lines.get(path.slice(0, length).join('.'))
    if (line !== undefined) return line
  }
  return null
}

function skillProblems(skill: string): TextProblem[] {
  if (skill.trim() === '') return [{ file: 'skill.md', line: null, field: null, message: 'skill.md is empty' }]
  return tooLarge('skill.md', skill)
}

function tooLarge(file: TextProblem['file'], text: string): TextProblem[] {
  const bytes = Buffer.byteLength(text)
  return bytes <= MAX_FOLDER_FILE_BYTES
    ? []
    : [{ file, line: null, field: null, message: `${file} has ${bytes} bytes; at most ${MAX_FOLDER_FILE_BYTES} are read` }]
}
