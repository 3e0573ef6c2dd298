import { agentRecordLines } from '../../../agent-record-text.ts'
import { pinText } from '../../../agent-text.ts'
import { evolutionText } from '../../../evolution-text.ts'
import { formatBytes, plural } from '../../../format.ts'
import type { LintRow } from '../../../lint-text.ts'
import type { AgentPermissions } from '../../../permission-rows.ts'
import type { AgentDetail } from '../../../rows.ts'
import { exactJson, visibleLine } from '../../../shown-text.ts'
import { factLine, textLines } from '../../parts/detail-lines.ts'
import { permissionRows } from '../../parts/permission-rows.ts'
import { type Line, line, span } from '../../span.ts'
import { agentStanding, sourceWord } from '../agents/agent-standing.ts'

export const AGENT_TABS = ['overview', 'permissions', 'manifest', 'skill.md', 'examples', 'record', 'versions', 'lineage', 'lint'] as const
export type AgentTab = (typeof AGENT_TABS)[number]

export interface AgentShown {
  readonly agent: AgentDetail
  readonly permissions: AgentPermissions | null
  readonly findings: LintRow['findings'] | null
  readonly now: number
}

/** The text of each part that is one. */
export const AGENT_PARTS: Readonly<Record<Exclude<AgentTab, 'versions'>, (shown: AgentShown) => Line[]>> = {
  overview: ({ agent }) => overview(agent),
  permissions: ({ permissions }) => (permissions === null ? [line(span('asking the policy...', 'dim'))] : permissionRows(permissions)),
  manifest: ({ agent }) => (agent.manifest === null ? [line(span('it cannot be read', 'bad'))] : textLines(exactJson(agent.manifest))),
  'skill.md': ({ agent }) => (agent.skill_text === null ? [line(span('it cannot be read', 'bad'))] : textLines(agent.skill_text)),
  examples: ({ agent }) => examples(agent),
  record: ({ agent, now }) => agentRecordLines(agent.metrics, agent.recent, now).map(([label, text]) => factLine(label, text)),
  lineage: ({ agent, now }) => lineage(agent, now),
  lint: ({ findings }) => lint(findings),
}

function overview(agent: AgentDetail): Line[] {
  const { word, as, why } = agentStanding(agent)
  return [
    factLine('id', agent.agent_id),
    factLine('name', agent.name),
    factLine('state', why === '' ? word : `${word}: ${why}`, as),
    factLine('does', agent.description || '-'),
    factLine('tags', agent.tags.join(', ') || '-'),
    factLine('tools', agent.tools.join(', ') || 'none'),
    factLine('skills', agent.skills.join(', ') || 'none'),
    factLine('source', `${sourceWord(agent.source)}: ${agent.folder}`),
    factLine('pin', pinText(agent.pin, 'a takes it')),
    factLine('memory', memoryText(agent)),
    factLine('learned', agent.learned.length === 0 ? 'no task yet' : `${plural(agent.learned.length, 'task')} (examples)`),
    factLine('digest', agent.digest ?? '-'),
    ...agent.shadows.map((folder) => factLine('hides', folder)),
  ]
}

function memoryText({ memory, memory_problem }: AgentDetail): string {
  if (memory_problem !== null) return memory_problem
  if (memory === null) return 'empty'
  const { facts, procedures, episodes, pinned, bytes } = memory
  const counts = [plural(facts, 'fact'), plural(procedures, 'procedure'), plural(episodes, 'episode')]
  return [...counts, `${pinned} pinned`, formatBytes(bytes)].join(', ')
}

function examples({ manifest, learned }: AgentDetail): Line[] {
  const given = manifest?.['examples']
  const own = Array.isArray(given) ? given.map(String) : []
  return [
    line(span('Examples of its manifest', 'strong')),
    ...(own.length === 0 ? [line(span('  none', 'dim'))] : own.map(item)),
    line(),
    line(span('Learned tasks, by which it is found as well', 'strong')),
    ...(learned.length === 0 ? [line(span('  none yet', 'dim'))] : learned.map(item)),
  ]
}

function item(text: string): Line {
  return line(`  ${visibleLine(text)}`)
}

function lineage({ manifest, evolution }: AgentDetail, now: number): Line[] {
  const runs = manifest?.['lineage']
  return [
    factLine('made by', typeof manifest?.['created_by'] === 'string' ? manifest['created_by'] : '-'),
    factLine('made at', typeof manifest?.['created_at'] === 'string' ? manifest['created_at'] : '-'),
    factLine('version', typeof manifest?.['version'] === 'string' ? manifest['version'] : '-'),
    factLine('from runs', Array.isArray(runs) && runs.length > 0 ? runs.map(String).join(', ') : '-'),
    line(),
    ...(evolution === null ? [] : textLines(evolutionText(evolution, now))),
  ]
}

function lint(findings: AgentShown['findings']): Line[] {
  if (findings === null) return [line(span('looking...', 'dim'))]
  if (findings.length === 0) return [line(span('nothing to say: ', 'good'), 'no problems, no warnings')]
  return findings.map(({ level, file, line: at, message, rule }) =>
    line(
      span(level, level === 'problem' ? 'bad' : 'warn'),
      span(file === null ? '  ' : `  ${file}${at === null ? '' : `:${at}`}  `, 'dim'),
      visibleLine(message),
      span(` (${rule})`, 'dim'),
    ),
  )
}
