import { formatAge } from '../../../format.ts'
import type { AgentRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import type { TableBlock, TableColumn } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { AgentEntry } from './agent-entries.ts'
import { agentStanding, sourceWord } from './agent-standing.ts'

const COLUMNS: readonly TableColumn[] = [
  { title: 'agent' },
  { title: 'state' },
  { title: 'name', flexible: true },
  { title: 'source', optional: true },
  { title: 'uses', align: 'right', optional: true },
  { title: 'success', align: 'right', optional: true },
  { title: 'last used', align: 'right', optional: true },
  { title: 'tools', optional: true },
]

export function agentsTable(entries: readonly AgentEntry[], chosen: number, empty: readonly Line[], now: number): TableBlock {
  return { kind: 'table', columns: COLUMNS, rows: entries.map((entry) => ({ id: entry.id, cells: cells(entry, now) })), chosen, empty }
}

function cells(entry: AgentEntry, now: number): Line[] {
  if (entry.kind === 'agent') return agentCells(entry.agent, now)
  if (entry.kind === 'hidden')
    return [line(visibleLine(entry.by.agent_id)), line(span('shadowed', 'dim')), line(span(visibleLine(entry.folder), 'dim'))]
  const { agent_id, name, deleted_at } = entry.trash
  return [
    line(visibleLine(agent_id)),
    line(span('deleted', 'dim')),
    line(span(visibleLine(name), 'dim')),
    line(span('trash', 'dim')),
    line(),
    line(),
    line(span(formatAge(deleted_at, now), 'dim')),
  ]
}

function agentCells(agent: AgentRow, now: number): Line[] {
  const { metrics } = agent
  const { word, as } = agentStanding(agent)
  const rate = metrics?.success_rate ?? null
  return [
    line(visibleLine(agent.agent_id)),
    line(span(word, as)),
    line(visibleLine(agent.name)),
    line(span(sourceWord(agent.source), 'dim')),
    line(String(metrics?.runs ?? 0)),
    line(rate === null ? span('-', 'dim') : span(`${Math.round(100 * rate)}%`)),
    line(span(metrics === null || metrics.last_used_at === null ? '-' : formatAge(metrics.last_used_at, now), 'dim')),
    line(span(agent.tools.map(visibleLine).join(' ') || '-', 'dim')),
  ]
}
