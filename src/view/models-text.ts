import { visibleLine } from '../kernel/visible-text.ts'
import { formatCost, formatDuration, plural } from './format.ts'
import { formatTable } from './format-table.ts'
import type { LocalServerRow, ModelRow, ModelTrial } from './model-rows.ts'
import type { ListOptions } from './tables.ts'

export function modelsTable(rows: readonly ModelRow[], options: ListOptions): string {
  if (rows.length === 0) return 'It lists no models.'
  const columns = [
    { title: '', cell: (row: ModelRow) => (row.in_use ? '*' : ' ') },
    { title: 'MODEL', cell: (row: ModelRow) => visibleLine(row.id), flexible: true },
    { title: 'WINDOW', cell: (row: ModelRow) => windowText(row.context_tokens), align: 'right' as const },
    {
      title: '$/M TOKENS IN, OUT',
      cell: ({ price }: ModelRow) => (price === null ? 'unknown' : `${price.input}, ${price.output}`),
      optional: true,
    },
  ]
  return formatTable(rows, columns, options)
}

/** What was found on this machine, and how to take it; empty when nothing was. */
export function localServersText(servers: readonly LocalServerRow[], usedUrl: string | null): string {
  return servers.map((server) => localServerLine(server, server.base_url === usedUrl)).join('\n')
}

function localServerLine(server: LocalServerRow, used: boolean): string {
  const { name, provider, base_url, models } = server
  const first = models.slice(0, 4).map(visibleLine).join(', ')
  const more = models.length > 4 ? ', ...' : ''
  const head = `${visibleLine(name)} at ${base_url}: ${plural(models.length, 'model')}${first === '' ? '' : ` (${first}${more})`}`
  if (used) return `${head}; in use`
  return `${head}; not in use: claw setup --provider ${provider} --base-url ${base_url}`
}

export function trialsText(trials: readonly ModelTrial[], options: ListOptions): string {
  const tokens = (row: ModelTrial): string => (row.input_tokens === null ? '-' : `${row.input_tokens}+${row.output_tokens ?? 0}`)
  const columns = [
    { title: 'TRIED', cell: (row: ModelTrial) => row.what },
    { title: 'STATE', cell: (row: ModelTrial) => (row.ok ? 'ok' : 'failed') },
    { title: 'TIME', cell: (row: ModelTrial) => formatDuration(row.duration_ms), align: 'right' as const },
    { title: 'TOKENS', cell: tokens, align: 'right' as const, optional: true },
    { title: 'COST', cell: (row: ModelTrial) => formatCost(row.cost_usd), optional: true },
    { title: 'WHAT WAS SEEN', cell: (row: ModelTrial) => visibleLine(row.detail), flexible: true },
  ]
  return formatTable(trials, columns, options)
}

function windowText(tokens: number | null): string {
  if (tokens === null) return 'unknown'
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens)
}
