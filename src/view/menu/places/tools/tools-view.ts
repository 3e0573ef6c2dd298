import type { ToolVerdict } from '../../../policy-rows.ts'
import type { AgentRow, ToolRow } from '../../../rows.ts'
import { exactJson, visibleLine } from '../../../shown-text.ts'
import { decisionSpan } from '../../parts/decision-span.ts'
import { textLines } from '../../parts/detail-lines.ts'
import { chosenIndex, type ListState, passesFilter } from '../../parts/list.ts'
import type { Block, TableBlock } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'

export interface ToolsState {
  /** null: a person, who may use all. */
  readonly agent_id: string | null
  /** null: not known yet. */
  readonly tools: readonly ToolRow[] | null
  readonly agents: readonly AgentRow[]
  readonly verdicts: Readonly<Record<string, ToolVerdict | null>>
  readonly list: ListState
  readonly picking: ListState | null
}

export function shownTools({ tools, list }: ToolsState): readonly ToolRow[] {
  return (tools ?? []).filter(({ name, effects, description }) => passesFilter(list.filter, `${name} ${effects.join(' ')} ${description}`))
}

export function toolsTableBlock(state: ToolsState): TableBlock {
  const tools = shownTools(state)
  return {
    kind: 'table',
    columns: [
      { title: 'tool' },
      { title: 'allowed' },
      { title: 'policy' },
      { title: 'effects' },
      { title: 'sandbox', optional: true },
      { title: 'what it does', flexible: true },
    ],
    rows: tools.map((tool) => ({ id: tool.name, cells: cells(tool, state.verdicts[tool.name]) })),
    chosen: chosenTool(state),
    empty: [line(span(state.tools === null ? 'looking...' : 'no tool holds these words', 'dim'))],
  }
}

function chosenTool(state: ToolsState): number {
  return chosenIndex(
    state.list,
    shownTools(state).map(({ name }) => name),
  )
}

function cells({ name, allowed, effects, description }: ToolRow, verdict: ToolVerdict | null | undefined): Line[] {
  return [
    line(visibleLine(name)),
    line(allowed ? span('yes', 'good') : span('no', 'bad')),
    line(verdict === undefined ? span('...', 'dim') : verdict === null ? span('?', 'dim') : decisionSpan(verdict.decision)),
    line(visibleLine(effects.join(' '))),
    line(span(verdict?.sandbox ?? '', 'dim')),
    line(span(visibleLine(description), 'dim')),
  ]
}

/** The chosen tool below the table. */
export function toolDetail(state: ToolsState): Block[] {
  const tool = shownTools(state)[chosenTool(state)]
  if (tool === undefined) return []
  const verdict = state.verdicts[tool.name]
  const [example] = tool.examples
  const judged =
    verdict === undefined || verdict === null || example === undefined
      ? []
      : [
          line(span('for example ', 'dim'), visibleLine(exactJson(example).replace(/\n\s*/g, ' '))),
          line(decisionSpan(verdict.decision), span(` by ${visibleLine(verdict.rule)}: ${visibleLine(verdict.reason)}`)),
        ]
  return [
    { kind: 'rule', title: tool.name },
    { kind: 'text', wrap: true, lines: [...textLines(tool.description), ...judged] },
  ]
}
