import type { ApprovalRow } from './rows.ts'
import { visibleLine } from './shown-text.ts'
import { askedCall } from './tool-line.ts'

/** What waits, with what it would act on, on one line: the summary alone may not say it. */
export function askedText({ kind, summary, args }: Pick<ApprovalRow, 'kind' | 'summary' | 'args'>): string {
  return visibleLine(kind === 'tool' ? askedCall(summary, args) : summary)
}
