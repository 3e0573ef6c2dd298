import { visibleLine } from '../kernel/visible-text.ts'
import type { AuditExplanation, AuditRow, PolicyStepRow } from './rows.ts'
import { exactJson } from './shown-text.ts'

const LABEL_COLUMNS = 11

/** `claw audit explain`: who, where, what, why, who answered, what came of it, and what else is known of the same call. */
export function auditExplanation(explained: AuditExplanation): string {
  const { record } = explained
  return [
    line('record', `${record.n}   ${record.at}   ${record.action}   ${record.target}`),
    line('decision', [record.decision ?? '-', record.rule === null ? '' : `by rule ${record.rule}`].join('   ').trimEnd()),
    ...(record.reason === null ? [] : [line('why', record.reason)]),
    ...whoLines(explained),
    ...whereLines(explained),
    ...callLines(explained),
    ...stepLines(explained.steps, record.rule),
    ...answerLines(explained),
    ...neighbourLines(explained),
    line('hash', `${record.hash} after ${record.prev_hash}`),
  ].join('\n')
}

function whoLines({ record, on_behalf_of }: AuditExplanation): string[] {
  const behalf = on_behalf_of === null ? '' : `, for ${on_behalf_of.actor} (${on_behalf_of.origin})`
  return [line('who', `${record.actor}${behalf}`), ...(on_behalf_of === null ? [] : [line('task', on_behalf_of.task)])]
}

function whereLines({ record, workspace }: AuditExplanation): string[] {
  const place = [record.run_id === null ? '' : `run ${record.run_id}`, record.subtask_id === null ? '' : `subtask ${record.subtask_id}`]
  return [line('where', [...place, workspace].filter((part) => part !== '').join('   '))]
}

function callLines({ record, call }: AuditExplanation): string[] {
  const said = call === null || call.reason === '' ? [] : [line('agent says', `${call.reason} (unverified)`)]
  const args = call === null ? [] : [line('call', call.tool), ...indented(exactJson(call.args))]
  return [...args, ...said, ...(record.args_hash === null ? [] : [line('arguments', `sha256 ${record.args_hash}`)]), ...detailLines(record)]
}

function detailLines({ detail }: AuditRow): string[] {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail))
    return detail === null ? [] : [line('detail', JSON.stringify(detail))]
  const { steps: _, ...rest } = detail
  return Object.entries(rest).map(([name, value]) =>
    line(name.replaceAll('_', ' '), typeof value === 'string' ? value : JSON.stringify(value)),
  )
}

function stepLines(steps: readonly PolicyStepRow[], decided: string | null): string[] {
  if (steps.length === 0) return []
  return [
    'rules      in the order in which they were looked at; * decided',
    ...steps.map((step) => {
      const origin = step.origin === '' || step.rule.includes(step.origin) ? '' : ` (${step.origin})`
      const reason = step.reason === '' ? '' : `   ${step.reason}`
      return visibleLine(
        `  ${step.matched && (decided === step.rule || decided === `${step.rule} (${step.origin})`) ? '*' : '-'} ${step.decision.padEnd(6)}${step.rule}${origin}${reason}`,
      )
    }),
  ]
}

function answerLines({ approval, outcome }: AuditExplanation): string[] {
  const answered =
    approval === null
      ? []
      : [
          line(
            'answer',
            [
              `${approval.status}${approval.decided_by === null ? '' : ` by ${approval.decided_by}`}`,
              approval.scope === null ? '' : `for ${approval.scope}`,
              `approval ${approval.approval_id}`,
              approval.note ?? '',
            ]
              .filter((part) => part !== '')
              .join(', '),
          ),
        ]
  const done = outcome === null ? [] : [line('outcome', `${outcome.ok ? 'done' : `failed: ${outcome.error ?? ''}`}   ${outcome.at}`)]
  return [...answered, ...done]
}

function neighbourLines({ record, same_call }: AuditExplanation): string[] {
  return same_call.map((other) =>
    line(other.n < record.n ? 'before' : 'after', `${other.n}   ${other.at}   ${other.action}   ${other.decision ?? '-'}   ${other.actor}`),
  )
}

function line(label: string, text: string): string {
  return `${visibleLine(label).padEnd(LABEL_COLUMNS)}${visibleLine(text)}`
}

function indented(text: string): string[] {
  return text.split('\n').map((one) => `${' '.repeat(LABEL_COLUMNS)}${one}`)
}
