import { AUDIT_FORMATS } from '../../../../src/view/audit-export/audit-format.ts'
import { Button } from '../../kit/act/button.tsx'
import { Menu } from '../../kit/act/menu.tsx'
import type { AuditQuery } from './audit-query.ts'

const NAMES = { jsonl: 'JSON Lines', csv: 'CSV', cloudevents: 'CloudEvents' } as const

/** What the filters leave as a file; the browser saves it as it comes. */
export function ExportMenu({ query }: { readonly query: AuditQuery }) {
  const items = AUDIT_FORMATS.map((format) => ({
    label: NAMES[format],
    onSelect: () => download(`/api/audit/export?${new URLSearchParams({ ...query, format })}`),
  }))
  return <Menu trigger={<Button icon="download">Export</Button>} groups={[items]} />
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
