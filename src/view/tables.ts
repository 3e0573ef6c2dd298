import { visibleLine } from '../kernel/visible-text.ts'
import { runsText } from './agent-record-text.ts'
import { askedText } from './asked-text.ts'
import { formatAge, formatDuration } from './format.ts'
import { formatTable, type TableOptions } from './format-table.ts'
import { PLAIN } from './paint.ts'
import type { AgentRow, ApprovalRow, AuditRow, DoctorCheck, PinState, RunRow, ToolRow } from './rows.ts'
import type { SkillRow } from './skill-rows.ts'
import { wrapText } from './text-width.ts'

/** The lists of every face as text. `now` is milliseconds since 1970. An empty list is a sentence, never an empty table. */
export interface ListOptions extends TableOptions {
  readonly now: number
}

export function runsTable(rows: readonly RunRow[], options: ListOptions): string {
  if (rows.length === 0) return 'No runs yet. Start one: claw run "How many files are here?"'
  const columns = [
    { title: 'RUN', cell: (row: RunRow) => row.run_id },
    { title: 'STATUS', cell: (row: RunRow) => (row.waiting_reason === null ? row.status : `${row.status} (${row.waiting_reason})`) },
    { title: 'ENGINE', cell: (row: RunRow) => row.engine, optional: true },
    { title: 'STARTED', cell: (row: RunRow) => formatAge(row.created_at, options.now) },
    { title: 'TOOK', cell: (row: RunRow) => (row.ended_at === null ? '-' : formatDuration(row.ended_at - row.created_at)), optional: true },
    { title: 'TASK', cell: (row: RunRow) => `${forkWords(row)}${visibleLine(row.task)}${tagWords(row)}`, flexible: true },
  ]
  return formatTable(rows, columns, options)
}

// Rows of a list have them, single ones need not.
function tagWords(row: RunRow & { readonly tags?: readonly string[] }): string {
  return (row.tags ?? []).map((tag) => ` #${visibleLine(tag)}`).join('')
}

function forkWords({ origin }: RunRow): string {
  return origin.startsWith('fork:') ? `(fork of ${visibleLine(origin.slice(5, 9))}) ` : ''
}

export function agentsTable(rows: readonly AgentRow[], options: ListOptions): string {
  if (rows.length === 0) return 'No agents.'
  const columns = [
    { title: 'AGENT', cell: (row: AgentRow) => visibleLine(row.agent_id) },
    { title: 'STATUS', cell: (row: AgentRow) => row.status },
    { title: 'FROM', cell: (row: AgentRow) => row.source.replace('_', ' '), optional: true },
    { title: 'PIN', cell: (row: AgentRow) => pinWord(row.pin), optional: true },
    { title: 'RUNS', cell: (row: AgentRow) => runsText(row.metrics), optional: true },
    { title: 'P50', cell: (row: AgentRow) => (row.metrics?.p50_ms == null ? '-' : formatDuration(row.metrics.p50_ms)), optional: true },
    { title: 'LAST USED', cell: (row: AgentRow) => lastUsed(row, options.now), optional: true },
    { title: 'TOOLS', cell: (row: AgentRow) => row.tools.join(' '), optional: true },
    { title: 'WHAT IT DOES', cell: (row: AgentRow) => visibleLine(row.problem ?? degradedText(row) ?? row.description), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

export function skillsTable(rows: readonly SkillRow[], options: ListOptions): string {
  if (rows.length === 0) return 'No skills.'
  const columns = [
    { title: 'SKILL', cell: (row: SkillRow) => visibleLine(row.skill_id) },
    { title: 'RECIPES', cell: (row: SkillRow) => String(row.recipes), align: 'right' as const, optional: true },
    { title: 'PIN', cell: (row: SkillRow) => pinWord(row.pin), optional: true },
    { title: 'AGENTS', cell: (row: SkillRow) => row.agents.join(' '), optional: true },
    { title: 'DESCRIPTION', cell: (row: SkillRow) => visibleLine(row.problem ?? row.description), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

export function toolsTable(rows: readonly ToolRow[], options: ListOptions): string {
  const columns = [
    { title: 'TOOL', cell: (row: ToolRow) => row.name },
    { title: 'ALLOWED', cell: (row: ToolRow) => (row.allowed ? 'yes' : 'no') },
    { title: 'EFFECTS', cell: (row: ToolRow) => row.effects.join(' '), optional: true },
    { title: 'DESCRIPTION', cell: (row: ToolRow) => row.description, flexible: true },
  ]
  return formatTable(rows, columns, options)
}

export function approvalsTable(rows: readonly ApprovalRow[], options: ListOptions): string {
  if (rows.length === 0) return 'Nothing waits for an answer.'
  const columns = [
    { title: 'ID', cell: (row: ApprovalRow) => row.approval_id },
    { title: 'KIND', cell: (row: ApprovalRow) => row.kind, optional: true },
    { title: 'STATUS', cell: (row: ApprovalRow) => row.status },
    { title: 'RUN', cell: (row: ApprovalRow) => row.run_id, optional: true },
    { title: 'AGENT', cell: (row: ApprovalRow) => visibleLine(row.agent_id ?? '-'), optional: true },
    { title: 'ASKED', cell: (row: ApprovalRow) => formatAge(row.created_at, options.now), optional: true },
    { title: 'WHAT', cell: (row: ApprovalRow) => askedText(row), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

export function auditTable(rows: readonly AuditRow[], options: ListOptions): string {
  if (rows.length === 0) return 'The audit log is empty.'
  const columns = [
    { title: 'N', cell: (row: AuditRow) => String(row.n), align: 'right' as const },
    { title: 'AT', cell: (row: AuditRow) => row.at.slice(0, 19) },
    { title: 'WHO', cell: (row: AuditRow) => visibleLine(row.actor) },
    { title: 'ACTION', cell: (row: AuditRow) => visibleLine(row.action) },
    { title: 'DECISION', cell: (row: AuditRow) => row.decision ?? '-' },
    { title: 'RUN', cell: (row: AuditRow) => row.run_id ?? '-' },
    { title: 'WHAT', cell: (row: AuditRow) => visibleLine(row.target), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

export function doctorTable(rows: readonly DoctorCheck[], options: ListOptions): string {
  return rows.map((row) => doctorLines(row, options)).join('\n')
}

const STATE_COLUMNS = 8
const CHECK_COLUMNS = 15

/** Nothing of a finding is cut: it goes on below itself. */
function doctorLines(row: DoctorCheck, { columns, paint = PLAIN }: ListOptions): string {
  const tint = { ok: paint.green, warn: paint.yellow, failed: paint.red }[row.state]
  const indent = STATE_COLUMNS + CHECK_COLUMNS
  const lines = wrapText(visibleLine(row.detail), Math.max(20, columns - indent))
  const head = `${tint(row.state)}${' '.repeat(STATE_COLUMNS - row.state.length)}${row.name.padEnd(CHECK_COLUMNS)}`
  return lines.map((line, index) => `${index === 0 ? head : ' '.repeat(indent)}${line}`.trimEnd()).join('\n')
}

function pinWord({ state, trust }: PinState): string {
  if (state === 'asks') return 'asks'
  return state === 'same' ? (trust ?? 'pinned') : state === 'applies' ? 'changed' : state
}

function lastUsed({ metrics }: AgentRow, now: number): string {
  return metrics === null || metrics.last_used_at === null ? '-' : formatAge(metrics.last_used_at, now)
}

function degradedText({ status, metrics }: AgentRow): string | null {
  return status === 'degraded' ? (metrics?.degraded_reason ?? null) : null
}
