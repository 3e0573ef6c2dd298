import { formatCost, formatDuration } from '../../format.ts'
import { line } from '../../menu/span.ts'
import { STATE_LOOKS } from '../state-look.ts'
import type { TraceNode } from '../trace-node.ts'
import { elapsedOf } from '../tree-rows.ts'
import { attemptSections, memoryItemLine } from './attempt-sections.ts'
import { modelSections } from './model-sections.ts'
import { planSections, runSections, synthesisSections } from './run-sections.ts'
import { factLines, type Section, section, textLines } from './section.ts'
import { subtaskSections } from './subtask-sections.ts'
import { approvalSections, toolSections } from './tool-sections.ts'

/** Everything that is known of a part of a run. Untrusted text is made visible, and nothing is cut without saying so. */
export function stepDetail(node: TraceNode, now: number): Section[] {
  return [...section('state', stateFacts(node, now)), ...ownSections(node)]
}

function stateFacts(node: TraceNode, now: number) {
  const { state, address, agent, started_at, use } = node
  const { word, as } = STATE_LOOKS[state]
  return factLines([
    ['state', word, as],
    ['step', address ?? ''],
    ['agent', agent ?? ''],
    ['began', started_at === null ? '' : new Date(started_at).toISOString()],
    ['took', started_at === null ? '' : `${formatDuration(elapsedOf(node, now))}${node.ended_at === null ? ' so far' : ''}`],
    [
      'models',
      use.calls === 0
        ? ''
        : `${use.calls} calls, ${use.input} tokens in (${use.cached} from the cache), ${use.output} out, ${formatCost(use.cost_usd)}`,
    ],
  ])
}

function ownSections({ detail }: TraceNode): Section[] {
  switch (detail.kind) {
    case 'run':
      return runSections(detail)
    case 'plan':
      return planSections(detail)
    case 'subtask':
      return subtaskSections(detail)
    case 'attempt':
      return attemptSections(detail)
    case 'model':
      return modelSections(detail)
    case 'tool':
      return toolSections(detail)
    case 'memory':
      return [
        ...section('query', textLines(detail.query)),
        ...section('recalled', detail.items.length === 0 ? [line('nothing')] : detail.items.map(memoryItemLine)),
      ]
    case 'question':
      return [
        ...section('question', textLines(detail.asked.question)),
        ...section(
          'options',
          detail.asked.options.flatMap((option) => textLines(option)),
        ),
        ...section(
          'answer',
          detail.answered === null ? [line('none yet')] : textLines(detail.answered.answer ?? 'nobody answered in time'),
        ),
        ...section(
          'by',
          factLines([
            ['by', detail.answered?.by ?? ''],
            ['id', detail.asked.question_id],
          ]),
        ),
      ]
    case 'approval':
      return approvalSections(detail.approval, true)
    case 'synthesis':
      return synthesisSections(detail)
    default:
      return detail satisfies never
  }
}
