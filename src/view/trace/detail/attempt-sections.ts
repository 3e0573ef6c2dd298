import type { MemoryItem } from '../../../protocol/messages.ts'
import { VERDICT_WORDS, verdictText } from '../../criterion-view.ts'
import { formatCost, formatDuration, plural } from '../../format.ts'
import { type Line, line, type Meaning, span } from '../../menu/span.ts'
import { visibleLine } from '../../shown-text.ts'
import type { AttemptDetail } from '../trace-detail.ts'
import { factLines, type Section, section, textLines } from './section.ts'

/** The capsule of an attempt: how it ran, what it said on the way, its memory, and how its result was judged. */
export function attemptSections(detail: AttemptDetail): Section[] {
  const { progress, recalled, written, refused, judged, error } = detail
  return [
    ...section('capsule', capsuleFacts(detail)),
    ...section(
      'error',
      error === null
        ? []
        : factLines([
            ['code', error.code, 'bad'],
            ['message', error.message],
          ]),
    ),
    ...detail.exits.flatMap(exitSections),
    ...section(
      'progress',
      progress.flatMap((text) => textLines(text)),
    ),
    ...section('memory recalled', recalled.map(memoryItemLine)),
    ...section(
      'memory written',
      written.map((one) =>
        line(span(`${one.kind} `, 'accent'), visibleLine(one.text), span(`  rests on ${visibleLine(one.evidence)}`, 'dim')),
      ),
    ),
    ...section(
      'memory refused',
      refused.map((one) => line(visibleLine(one.text), span(`  ${visibleLine(one.reason)}`, 'warn'))),
    ),
    ...section(
      'criteria',
      judged.map((one) => line(span(`${VERDICT_WORDS[one.verdict]}  `, VERDICT_AS[one.verdict]), verdictText(one))),
    ),
  ]
}

const VERDICT_AS = { met: 'good', not_met: 'bad', open: 'warn' } as const satisfies Record<string, Meaning>

export function memoryItemLine({ kind, text, score, untrusted }: MemoryItem): Line {
  const mark = untrusted === true ? '  (untrusted: learned from content from outside)' : ''
  return line(span(`${kind} `, 'accent'), visibleLine(text), span(`  score ${score.toFixed(2)}${mark}`, 'dim'))
}

function capsuleFacts({ capsule, resumed, diverged, genome, credited }: AttemptDetail): Line[] {
  return factLines([
    ['pid', capsule === null ? '' : String(capsule.pid)],
    ['sandbox', capsule?.sandbox ?? ''],
    ['command', capsule?.command.join(' ') ?? ''],
    ['resumed', resumed ? 'yes: it went on from its journal' : ''],
    ['diverged', diverged === null ? '' : `asked something else than before: ${diverged.intent}, expected ${diverged.expected}`, 'warn'],
    ['genome', genome === null ? '' : `${genome.genome_id}, generation ${genome.generation} (${genome.state})`],
    ['credited', credited === null ? '' : creditText(credited), credited?.success === false ? 'warn' : 'plain'],
  ])
}

function creditText({ success, outcome, reason, tool_calls, duration_ms, cost_usd }: NonNullable<AttemptDetail['credited']>): string {
  const cost = cost_usd === undefined ? '' : `, ${formatCost(cost_usd)}`
  return `${outcome ?? (success ? 'success' : 'failure')}${reason == null ? '' : ` (${reason})`}, ${plural(tool_calls, 'tool call')}, ${formatDuration(duration_ms)}${cost}`
}

function exitSections({ code, signal, stderr_tail, dropped_bytes, restarts }: AttemptDetail['exits'][number]): Section[] {
  const bad = code !== 0
  const how = signal === null ? `exit ${code ?? 'unknown'}` : `killed by ${signal}`
  const cut = dropped_bytes > 0 ? [line(span(`cut: ${dropped_bytes} bytes before this were not kept`, 'warn'))] : []
  return [
    ...section('exit', [line(span(how, bad ? 'bad' : 'good'), span(restarts > 0 ? `  after ${restarts} restarts` : '', 'dim'))]),
    ...section('stderr', stderr_tail === '' ? cut : [...cut, ...textLines(stderr_tail)]),
  ]
}
