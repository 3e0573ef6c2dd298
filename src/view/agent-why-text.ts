import { visibleLine } from '../kernel/visible-text.ts'
import { type Column, formatTable, type TableOptions } from './format-table.ts'
import { factLines, runFacts, shortTask } from './why-facts.ts'
import type { AgentWhy, CandidateWhy } from './why-rows.ts'

/** The decision in words, then every candidate with each part of its score. */
export function agentWhyText(why: AgentWhy, options: TableOptions): string {
  const facts = [
    ['task', shortTask(why.task)],
    ['decision', decisionText(why)],
    ['reason', why.reason],
    ...closeFact(why),
    ['needs', why.required_tools.join(', ') || 'no tool in particular'],
    ['embedder', why.embedder],
    ...runFacts(why.run),
  ] as const
  return `${factLines(facts, options)}\n\n${candidatesText(why, options)}`
}

export function decisionText({ agent_id, score, threshold }: AgentWhy): string {
  const near = score === null ? 'nobody may be taken' : `the best has probability ${score.toFixed(2)}, threshold ${threshold}`
  return agent_id === null ? `nobody: a new agent would be proposed (${near})` : `${agent_id} (${near})`
}

function closeFact({ close, run }: AgentWhy): (readonly [string, string])[] {
  if (close.length < 2) return []
  const then = run.engine === 'model' ? 'a run asks the model which' : 'without a model the first is taken'
  return [['close', `${close.join(', ')} fit about equally: ${then}`]]
}

function candidatesText({ agents, candidates, threshold }: AgentWhy, options: TableOptions): string {
  if (agents === 0) return 'There are no agents.'
  if (candidates.length === 0) return `None of the ${agents} agents has anything in common with the task.`
  const parts = Object.keys(candidates[0]?.parts ?? {})
  return formatTable(candidates, columnsOf(parts, threshold), options)
}

function columnsOf(parts: readonly string[], threshold: number): Column<CandidateWhy>[] {
  const figure = (title: string, cell: (row: CandidateWhy) => number): Column<CandidateWhy> => ({
    title,
    cell: (row) => cell(row).toFixed(2),
    align: 'right',
  })
  return [
    { title: 'AGENT', cell: (row) => visibleLine(row.agent_id) },
    figure('PROBABILITY', (row) => row.score),
    figure('SUM', (row) => row.fused),
    ...parts.map((part) => ({ ...figure(part.toUpperCase(), (row) => row.parts[part] ?? 0), optional: true })),
    { title: 'MAY BE TAKEN', cell: (row) => candidateVerdict(row, threshold) },
    { title: 'NEAREST TEXT', cell: (row) => visibleLine(row.closest ?? '-'), flexible: true },
  ]
}

/** Whether a candidate may be taken, and why not. */
export function candidateVerdict({ excluded, score }: CandidateWhy, threshold: number): string {
  if (excluded !== null) return `no: ${visibleLine(excluded)}`
  return score >= threshold ? 'yes' : 'no: below the threshold'
}
