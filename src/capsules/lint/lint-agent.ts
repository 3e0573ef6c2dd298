import type { Manifest } from '../../protocol/manifest.ts'
import type { AgentFolder, Skill } from '../agent-folder.ts'
import { type AgentTexts, readAgentTexts } from '../edit/agent-texts.ts'
import { checkAgentTexts } from '../edit/check-agent-texts.ts'
import { jsonLines } from '../edit/json-lines.ts'
import { lintEntrypoint } from './lint-entrypoint.ts'
import type { LintFinding } from './lint-finding.ts'
import { lintHidden } from './lint-hidden.ts'
import { lintManifest } from './lint-manifest.ts'
import { lintSkillText } from './lint-skill-text.ts'

export interface LintOptions {
  readonly agent_id: string
  readonly folder: string
  readonly skills: readonly Skill[]
  /** The agents that it stands beside, without itself. */
  readonly others: readonly Pick<AgentFolder, 'agent_id' | 'manifest'>[]
}

/** Everything that can be said about an agent from its files and its neighbours, in the order of the files. Never throws for what is in the folder. */
export async function lintAgent(options: LintOptions): Promise<LintFinding[]> {
  const { problems, ...texts } = await readAgentTexts(options.folder)
  if (problems.length > 0) return problems.map((message) => ({ level: 'problem', rule: 'file', file: null, line: null, message }))
  return lintTexts(texts, options)
}

/** The same for texts that the folder does not hold yet. */
export async function lintTexts(texts: AgentTexts, { agent_id, folder, skills, others }: LintOptions): Promise<LintFinding[]> {
  const checked = checkAgentTexts(texts, agent_id, new Set(skills.map((skill) => skill.skill_id)))
  const broken = checked.problems.map(({ file, line, message }): LintFinding => ({ level: 'problem', rule: 'schema', file, line, message }))
  const lines = checked.manifest === undefined ? new Map<string, number>() : jsonLines(texts.manifest)
  const found = [
    ...broken,
    ...lintHidden(texts, checked.manifest, lines),
    ...(checked.manifest === undefined ? [] : await lintValid(checked.manifest, { folder, skills, others, lines, skillText: texts.skill })),
    ...(texts.skill.trim() === '' ? [] : await lintSkillText(texts.skill, folder)),
  ]
  return found.sort((a, b) => byFile(a) - byFile(b) || (a.line ?? 0) - (b.line ?? 0))
}

interface ValidContext extends Omit<LintOptions, 'agent_id'> {
  readonly lines: ReadonlyMap<string, number>
  readonly skillText: string
}

async function lintValid(manifest: Manifest, context: ValidContext): Promise<LintFinding[]> {
  return [...lintManifest(manifest, context), ...(await lintEntrypoint(manifest, context.folder, context.lines))]
}

function byFile({ file }: LintFinding): number {
  return [null, 'manifest.json', 'skill.md'].indexOf(file)
}
