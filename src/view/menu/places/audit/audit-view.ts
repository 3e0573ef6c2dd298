import { auditCheckText } from '../../../audit-check-text.ts'
import type { AuditRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { factLine } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, type Meaning, span } from '../../span.ts'
import { type AuditDoing, type AuditState, auditIds, chosenRecord } from './audit-state.ts'

const SHOWN_RUNS = 20
/** Rows above which the chosen record is also told below the table. */
const ROOMY = 20

export function auditBlocks(state: AuditState, context: ScreenContext): Block[] {
  const { doing } = state
  if (doing.is === 'filling') return [{ kind: 'text', lines: [exportLine(state)] }, formView(doing.form, context)]
  if (doing.is === 'confirming') return askBlocks(state, doing)
  return [
    { kind: 'text', wrap: true, lines: [headLine(state), ...verifiedLines(state), ...broughtLines(state)] },
    tableBlock(state, context),
    ...(context.rows >= ROOMY ? detailBlocks(chosenRecord(state)) : []),
  ]
}

function exportLine({ look }: AuditState): Line {
  const what = look.query.trim() === '' ? 'the whole log' : `what this filter leaves: ${visibleLine(look.query)}`
  return line(span('Export, oldest first: ', 'strong'), what)
}

function askBlocks({ brought }: AuditState, doing: Extract<AuditDoing, { is: 'confirming' }>): Block[] {
  if (doing.what === 'overwrite')
    return confirmBlocks('Write over a file?', [line(`${visibleLine(doing.path)} is there already. Its content would be lost.`)])
  const more = brought.length > SHOWN_RUNS ? [line(`and ${brought.length - SHOWN_RUNS} more`)] : []
  return confirmBlocks('Take these runs as your own?', [
    line(
      'They came with the registry from elsewhere. Whoever wrote them can have prepared calls and approvals: a resume carries them out.',
    ),
    ...brought.slice(0, SHOWN_RUNS).map((run) => line(`  ${visibleLine(run)}`)),
    ...more,
  ])
}

function headLine({ rows, more, loading, list, look, doing }: AuditState): Line {
  const count = rows === null ? 'looking...' : `${rows.length}${more ? '+' : ''} records, ${look.order} first`
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  const word = doing.is === 'exporting' ? '   exporting...' : loading && rows !== null ? '   ...' : ''
  return line(span(count, 'dim'), span(filter, 'accent'), span(word, 'dim'))
}

function verifiedLines({ verified }: AuditState): Line[] {
  if (verified === null) return []
  if (verified === 'going on') return [line(span('checking the chain...', 'accent'))]
  const { check, fix } = verified
  const text = visibleLine(auditCheckText(check))
  return check.ok ? [line(span(text, 'good'))] : [line(span(text, 'bad')), line(span('mend it: ', 'dim'), visibleLine(fix))]
}

function broughtLines({ brought }: AuditState): Line[] {
  return brought.length === 0 ? [] : [line(span(`${brought.length} runs came with this registry from elsewhere: a adopts them`, 'warn'))]
}

// Only the rows around the chosen one are made into cells: the list may have grown to any length.
function tableBlock(state: AuditState, { rows: height }: ScreenContext): Block {
  const ids = auditIds(state)
  const chosen = chosenIndex(state.list, ids)
  const from = Math.max(0, chosen - height)
  const near = (state.rows ?? []).slice(from, chosen + height)
  const bad = typeof state.verified === 'object' && state.verified?.check.ok === false ? state.verified.check.first_bad : null
  return {
    kind: 'table',
    columns: [
      { title: 'n', align: 'right' },
      { title: 'at (UTC)' },
      { title: 'action' },
      { title: 'decision' },
      { title: 'what', flexible: true },
      { title: 'run' },
      { title: 'who', optional: true },
    ],
    rows: near.map((row) => ({ id: String(row.n), cells: cells(row, row.n === bad) })),
    chosen: chosen - from,
    empty: [line(span(emptyWords(state), 'dim'))],
  }
}

function emptyWords({ rows, look }: AuditState): string {
  if (rows === null) return 'looking...'
  return look.query.trim() === '' ? 'The log is empty: it begins with the first run or change.' : 'No record is so. / changes the filter.'
}

const DECISIONS: Readonly<Record<string, Meaning>> = {
  allow: 'good',
  approved: 'good',
  ask: 'warn',
  deny: 'bad',
  denied: 'bad',
  expired: 'bad',
}

function cells({ n, at, action, decision, target, run_id, actor }: AuditRow, bad: boolean): Line[] {
  return [
    line(bad ? span(`broken ${n}`, 'bad') : String(n)),
    line(span(visibleLine(at.slice(0, 19).replace('T', ' ')), 'dim')),
    line(visibleLine(action)),
    line(span(visibleLine(decision ?? '-'), DECISIONS[decision ?? ''] ?? 'dim')),
    line(visibleLine(target)),
    line(span(visibleLine(run_id?.slice(0, 8) ?? '-'), 'dim')),
    line(span(visibleLine(actor), 'dim')),
  ]
}

function detailBlocks(record: AuditRow | undefined): Block[] {
  if (record === undefined) return []
  const { n, actor, agent_id, rule, reason } = record
  const who = agent_id === null || actor.includes(agent_id) ? actor : `${actor} (${agent_id})`
  return [
    { kind: 'rule', title: `record ${n}` },
    {
      kind: 'text',
      wrap: true,
      lines: [
        factLine('who', who),
        ...(rule === null ? [] : [factLine('rule', rule)]),
        ...(reason === null ? [] : [factLine('why', reason)]),
      ],
    },
  ]
}
