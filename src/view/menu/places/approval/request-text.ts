import { type ApprovalChoice, type ApprovalFact, type ApprovalView, approvalView } from '../../../approval-view.ts'
import { askedTitle } from '../../../asked-title.ts'
import type { ChangePreview } from '../../../change-preview.ts'
import type { ApprovalRow } from '../../../rows.ts'
import { visibleLine, visibleText } from '../../../shown-text.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'

const LABEL = 12
const AS: Readonly<Record<ApprovalFact['kind'], Meaning>> = { plain: 'plain', exact: 'plain', why: 'warn', unverified: 'dim' }

export interface RequestText {
  /** The whole request, nothing cut: what a person must have had on the screen before an Allow. */
  readonly lines: readonly Line[]
  readonly offers: readonly ApprovalChoice[]
}

export function requestText(row: ApprovalRow, changes: readonly ChangePreview[]): RequestText {
  if (row.kind === 'question') return { lines: questionLines(row), offers: [] }
  const view = approvalView(row, changes)
  return { lines: callLines(askedTitle(row), view), offers: view.choices }
}

function callLines(title: string, { facts, choices }: ApprovalView): Line[] {
  return [
    line(span(title, 'strong')),
    ...facts.flatMap(factLines),
    ...choices.flatMap(({ label, saves }) => saves.map((text) => labelled(label, text, 'accent'))),
    ...choices.filter(({ refused }) => refused !== '').map(({ label, refused }) => labelled('not offered', `${label} (${refused})`, 'dim')),
  ]
}

// One line each of what is exact: its line breaks are those of the thing itself.
function factLines({ label, text, kind }: ApprovalFact): Line[] {
  if (kind !== 'exact') return [labelled(label, text, AS[kind])]
  return [line(span(label, 'dim')), ...text.split('\n').map((one) => line(`  ${visibleLine(one)}`))]
}

// The options whole, since where they are chosen each has one row.
function questionLines({ agent_id, summary, options }: ApprovalRow): Line[] {
  const [first = '', ...rest] = visibleText(summary).split('\n').map(visibleLine)
  return [
    labelled('agent', agent_id === null ? 'claw itself' : visibleLine(agent_id), 'plain'),
    labelled('asks', first, 'strong'),
    ...rest.map((text) => line(span(text, 'strong'))),
    ...options.map((text, index) => labelled(`option ${index + 1}`, text, 'plain')),
  ]
}

function labelled(label: string, text: string, as: Meaning): Line {
  return line(span(label.padEnd(LABEL), 'dim'), span(visibleLine(text), as))
}
