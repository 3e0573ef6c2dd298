import { formatBytes, formatDuration } from '../../format.ts'
import { evaluationText, grantText } from '../../grant-text.ts'
import type { Line, Meaning } from '../../menu/span.ts'
import type { AskedApproval, ToolDetail } from '../trace-detail.ts'
import { factLines, jsonLines, type Section, section } from './section.ts'
import { cutNote, valueSections } from './value-lines.ts'

/** A tool call: its exact arguments, the decision with its rule, what a person said, and what came of it. */
export function toolSections(detail: ToolDetail): Section[] {
  const { requested, decided, approvals, finished, in_doubt } = detail
  const args = requested?.args ?? in_doubt?.args
  return [
    ...section('call', callFacts(detail)),
    ...section('arguments', args === undefined ? [cutNote('not in the log: the call was begun before this part of it')] : jsonLines(args)),
    ...section('decision', decided === null ? [] : decisionLines(decided, detail)),
    ...approvals.flatMap((approval) => approvalSections(approval)),
    ...section('in doubt', doubtLines(detail)),
    ...(finished === null ? [] : finishedSections(finished)),
  ]
}

function callFacts({ tool, requested, finished }: ToolDetail): Line[] {
  return factLines([
    ['tool', tool],
    ['agent says', requested === null ? '' : `(not verified) ${requested.reason || 'nothing'}`],
    ['took', finished === null ? '' : formatDuration(finished.duration_ms)],
    ['replayed', finished?.replayed === true ? 'taken over: it was carried out elsewhere, not here' : ''],
    ['hash', requested?.args_hash ?? ''],
  ])
}

const DECISION_AS = { allow: 'good', ask: 'warn', deny: 'bad' } as const satisfies Record<string, Meaning>

function decisionLines(
  { decision, rule, reason, effect, steps = [], taint }: NonNullable<ToolDetail['decided']>,
  { grant }: ToolDetail,
): Line[] {
  const read = taint === undefined ? [] : [...(taint.untrusted ? ['content from outside'] : []), ...(taint.private ? ['private data'] : [])]
  return factLines([
    ['decision', decision, DECISION_AS[decision]],
    ['rule', rule, 'strong'],
    ['why', reason],
    ['effect', effect ?? ''],
    ['read so far', read.join(' and ')],
    ['grant', grant === null ? '' : grant.grant_id],
    ...steps.map(
      (step, index) => [index === 0 ? 'rules asked' : '', `${step.decision}  ${step.rule} (${step.origin})  ${step.reason}`] as const,
    ),
  ])
}

export function approvalSections({ requested, decided, made, evaluated }: AskedApproval, withArgs = false): Section[] {
  return [
    ...section(
      'approval',
      factLines([
        ['asked', requested.summary],
        ['why asked', requested.why],
        [
          'answer',
          decided === null ? `none yet; expires ${requested.expires_at}` : `${decided.decision} by ${decided.by}`,
          answerAs(decided),
        ],
        ['holds', decided?.scope ?? ''],
        ['note', decided?.note ?? ''],
        ['saved', made === null ? '' : `${made.grant_id}: ${grantText(made.match).covers}`],
        ['then', evaluated === null ? '' : evaluationText(evaluated)],
        ['id', requested.approval_id],
      ]),
    ),
    ...section('what was asked for', withArgs ? jsonLines(requested.args) : []),
  ]
}

function answerAs(decided: AskedApproval['decided']): Meaning {
  if (decided === null) return 'warn'
  return decided.decision === 'approved' ? 'good' : 'bad'
}

function doubtLines({ in_doubt, resolved }: ToolDetail): Line[] {
  if (in_doubt === null) return []
  const verdict =
    resolved === null
      ? 'nobody has said yet whether it was done: claw resume <run> --in-doubt done|retry|abandon'
      : `${resolved.verdict} (${resolved.by})`
  return factLines([
    ['what', 'claw was ended while the call was under way', 'warn'],
    ['verdict', verdict],
  ])
}

function finishedSections({ ok, error, result, bytes, truncated }: NonNullable<ToolDetail['finished']>): Section[] {
  const cut = truncated ? [cutNote(`cut: the whole result has ${formatBytes(bytes)}, and the log holds its beginning alone`)] : []
  return [
    ...section(
      'error',
      error === null
        ? []
        : factLines([
            ['code', error.code, 'bad'],
            ['message', error.message],
            ['retryable', error.retryable ? 'yes' : 'no'],
          ]),
    ),
    ...section('size', cut),
    ...valueSections(ok ? 'result' : 'output', result),
  ]
}
