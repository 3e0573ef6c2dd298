import { visibleLine } from '../kernel/visible-text.ts'
import { formatAge, plural } from './format.ts'
import { formatTable } from './format-table.ts'
import type { SecretRow } from './rows.ts'
import type { ListOptions } from './tables.ts'

export function secretsTable(rows: readonly SecretRow[], options: ListOptions): string {
  if (rows.length === 0) return 'No secrets. Keep one: claw secret set GITHUB_TOKEN --host api.github.com'
  const columns = [
    { title: 'SECRET', cell: (row: SecretRow) => row.name },
    { title: 'SINCE', cell: (row: SecretRow) => (row.set_at === null ? '-' : formatAge(row.set_at, options.now)), optional: true },
    { title: 'USED HERE', cell: (row: SecretRow) => useText(row, options.now), optional: true },
    { title: 'AGENTS', cell: (row: SecretRow) => (row.for === 'engine' ? '-' : row.agents.join(' ') || 'all'), optional: true },
    { title: 'GOES TO', cell: goesTo, flexible: true },
  ]
  return formatTable(rows, columns, options)
}

function goesTo(row: SecretRow): string {
  if (row.for === 'engine') return 'its model provider'
  return row.hosts.length === 0 ? 'nobody (no host)' : visibleLine(row.hosts.join(' '))
}

function useText({ uses, last_used_at }: SecretRow, now: number): string {
  return last_used_at === null ? 'never' : `${uses}x, ${formatAge(last_used_at, now)}`
}

interface AuditView {
  readonly uses: readonly {
    readonly name: string
    readonly used_at: number
    readonly tool: string
    readonly host: string
    readonly agent_id: string | null
    readonly run_id: string | null
  }[]
  readonly files: number
  readonly exposed: readonly { readonly name: string; readonly path: string }[]
}

export function secretAuditText({ uses, files, exposed }: AuditView, options: ListOptions): string {
  const columns = [
    { title: 'SECRET', cell: (use: AuditView['uses'][number]) => use.name },
    { title: 'USED', cell: (use: AuditView['uses'][number]) => formatAge(use.used_at, options.now) },
    { title: 'BY', cell: (use: AuditView['uses'][number]) => visibleLine(use.agent_id ?? '-') },
    { title: 'TOOL', cell: (use: AuditView['uses'][number]) => use.tool },
    { title: 'RUN', cell: (use: AuditView['uses'][number]) => use.run_id ?? '-', optional: true },
    { title: 'HOST', cell: (use: AuditView['uses'][number]) => visibleLine(use.host), flexible: true },
  ]
  const used = uses.length === 0 ? 'No secret was used in this workspace.' : formatTable(uses, columns, options)
  const places = exposed.map(({ name, path }) => `  ${visibleLine(name)}  ${visibleLine(path)}`)
  const scan =
    exposed.length === 0
      ? `${plural(files, 'file')} looked through: no value stands in any of them.`
      : ['In plain text:', ...places].join('\n')
  return `${used}\n\n${scan}`
}
