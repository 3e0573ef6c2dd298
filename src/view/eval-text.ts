import { visibleLine } from '../kernel/visible-text.ts'
import type { EvalFigures, EvalReport, EvalRow, EvalSums } from './eval-rows.ts'
import { formatCost, formatDuration } from './format.ts'
import { formatTable, type TableOptions } from './format-table.ts'

const DIFF_LINES = 12

/** A table of what changed, the reasons and the answers that differ, and the sums. */
export function evalText(report: EvalReport, options: TableOptions): string {
  const columns = [
    { title: 'RUN', cell: (row: EvalRow) => row.run_id },
    { title: 'OUTCOME', cell: (row: EvalRow) => row.outcome },
    { title: 'STATUS', cell: (row: EvalRow) => changed(row, ({ status }) => status) },
    { title: 'TOOLS', cell: (row: EvalRow) => `${changed(row, ({ tool_calls }) => String(tool_calls))}${unavailableWord(row)}` },
    { title: 'CRITERIA', cell: (row: EvalRow) => changed(row, metText), optional: true },
    { title: 'TOKENS', cell: (row: EvalRow) => changed(row, ({ tokens }) => String(tokens)), optional: true },
    { title: 'COST', cell: (row: EvalRow) => changed(row, ({ cost_usd }) => formatCost(cost_usd)), optional: true },
    { title: 'TOOK', cell: (row: EvalRow) => changed(row, ({ duration_ms }) => formatDuration(duration_ms)), optional: true },
    { title: 'TASK', cell: (row: EvalRow) => visibleLine(row.task), flexible: true },
  ]
  const { same, changed: other, better, worse, recorded, now } = report.totals
  return [
    `asked ${visibleLine(report.provider)}/${visibleLine(report.model)}; recorded > now`,
    formatTable(report.runs, columns, options),
    ...report.runs.flatMap(detailLines),
    `${report.runs.length} runs: ${same} same, ${other} changed, ${better} better, ${worse} worse`,
    `recorded ${sumsText(recorded)}`,
    `now      ${sumsText(now)}`,
  ].join('\n')
}

function changed(row: EvalRow, of: (figures: EvalFigures) => string): string {
  const [then, now] = [of(row.recorded), of(row.now)]
  return then === now ? now : `${then} > ${now}`
}

function unavailableWord({ unavailable }: EvalRow): string {
  return unavailable.length === 0 ? '' : ` (${unavailable.length} not recorded)`
}

function metText({ criteria }: EvalFigures): string {
  const verdicts = Object.values(criteria)
  return verdicts.length === 0 ? '-' : `${verdicts.filter((verdict) => verdict === 'met').length}/${verdicts.length} met`
}

function detailLines({ run_id, reasons, unavailable, diff }: EvalRow): string[] {
  const names = [...new Set(unavailable)]
  const lines = [
    ...reasons,
    ...(names.length === 0 ? [] : [`not in the recording, so not carried out: ${names.join(', ')}`]),
    ...diff.slice(0, DIFF_LINES),
    ...(diff.length > DIFF_LINES ? [`... ${diff.length - DIFF_LINES} more lines`] : []),
  ]
  return lines.length === 0 ? [] : [`${run_id.slice(0, 4)}:`, ...lines.map((line) => `  ${visibleLine(line)}`)]
}

function sumsText({ model_calls, tool_calls, tokens, cost_usd, duration_ms }: EvalSums): string {
  return `${model_calls} model calls, ${tool_calls} tool calls, ${tokens} tokens, ${formatCost(cost_usd)}, ${formatDuration(duration_ms)}`
}
