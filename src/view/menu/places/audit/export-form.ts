import { AUDIT_FORMATS, type AuditFormat } from '../../../audit-export/audit-format.ts'
import type { FormValues } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'

/** What an export is and where it goes. */
export function exportForm(): FormState {
  return newForm({
    fields: [
      {
        name: 'format',
        label: 'format',
        kind: 'choice',
        options: AUDIT_FORMATS.map((value) => ({ value })),
        help: 'One JSON object a line, a table, or a batch of CloudEvents.',
      },
      { name: 'path', label: 'file', kind: 'path', required: true, help: 'A new file. One that is there already is asked about.' },
    ],
    submit: 'Export',
  })
}

export function exportWish(values: FormValues): { readonly format: AuditFormat; readonly path: string } {
  return { format: AUDIT_FORMATS.find((one) => one === values['format']) ?? 'jsonl', path: String(values['path'] ?? '').trim() }
}
