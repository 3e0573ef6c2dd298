/** How the chain of the audit log was found. */
export type AuditCheckRow =
  | { readonly ok: true; readonly records: number; readonly head: string }
  | { readonly ok: false; readonly records: number; readonly first_bad: number; readonly problem: string }

export function auditCheckText(check: AuditCheckRow): string {
  if (check.ok) return `The audit chain is whole: ${check.records} records, head ${check.head.slice(0, 16)}.`
  return `Audit record ${check.first_bad} is bad: ${check.problem} (${check.records} records).`
}

export function auditCheckFix(dbPath: string): string {
  return `claw audit list --limit 20; restore ${dbPath} from a copy of before.`
}
