import { formatAge } from '../../../format.ts'
import type { AgentRow } from '../../../rows.ts'
import { factLine } from '../../parts/detail-lines.ts'
import type { Line } from '../../span.ts'
import type { AgentEntry } from './agent-entries.ts'
import { agentStanding } from './agent-standing.ts'

/** What the list has no room for about the chosen row. */
export function agentSummary(entry: AgentEntry, now: number): Line[] {
  if (entry.kind === 'hidden') return [factLine('hidden by', entry.by.folder), factLine('folder', entry.folder)]
  if (entry.kind === 'agent') return agentLines(entry.agent)
  return [
    factLine('deleted', formatAge(entry.trash.deleted_at, now)),
    factLine('it is in', entry.trash.folder),
    factLine('back', 'u brings it back with its memory and its record'),
  ]
}

function agentLines(agent: AgentRow): Line[] {
  const { word, as, why } = agentStanding(agent)
  return [
    ...(why === '' ? [] : [factLine(word, why, as)]),
    ...(agent.description === '' ? [] : [factLine('does', agent.description)]),
    factLine('tools', agent.tools.join(', ') || 'none'),
    factLine('skills', agent.skills.join(', ') || 'none'),
    ...(agent.tags.length === 0 ? [] : [factLine('tags', agent.tags.join(', '))]),
    factLine('folder', agent.folder),
  ]
}
