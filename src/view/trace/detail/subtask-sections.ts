import { VERDICT_WORDS } from '../../criterion-view.ts'
import { type Line, line, span } from '../../menu/span.ts'
import { visibleLine } from '../../shown-text.ts'
import type { SubtaskDetail } from '../trace-detail.ts'
import { factLines, type Section, section, textLines } from './section.ts'
import { valueSections } from './value-lines.ts'

/** A subtask: what it is told to do, who was chosen and why, what its result has to hold, and the result. */
export function subtaskSections(detail: SubtaskDetail): Section[] {
  const { task, depends_on, delegated, dropped, skipped, error, result, created, learned } = detail
  return [
    ...section('task', task === '' ? [] : textLines(task)),
    ...section(
      'place',
      factLines([
        ['after', depends_on.join(', ')],
        ['given by', delegated ? 'another agent, which waits for it' : ''],
        ['dropped', dropped ? 'it is no part of the plan any more' : '', 'warn'],
        ['skipped', skipped ?? '', 'warn'],
      ]),
    ),
    ...detail.routes.flatMap(routeSections),
    ...section(
      'agent made for it',
      created === null
        ? []
        : factLines([
            ['agent', created.agent_id],
            ['what', created.description],
            ['tools', created.tools.join(', ')],
            ['skills', created.skills.join(', ')],
            ['folder', created.folder],
            ['by', created.engine],
          ]),
    ),
    ...section(
      'learned as an example',
      learned === null
        ? []
        : factLines([
            ['agent', learned.agent_id],
            ['proposed was', learned.proposed],
            ['why', learned.reason],
          ]),
    ),
    ...section('criteria', detail.criteria.map(criterionLine)),
    ...section(
      'error',
      error === null
        ? []
        : factLines([
            ['code', error.code, 'bad'],
            ['message', error.message],
          ]),
    ),
    ...valueSections('result', result),
  ]
}

type Route = SubtaskDetail['routes'][number]

function routeSections({ action, agent_id, score, threshold, reason, candidates }: Route): Section[] {
  return [
    ...section(
      'routing',
      factLines([
        ['action', action],
        ['agent', agent_id ?? 'none fits: one is made'],
        ['score', score === null ? '' : `${score.toFixed(3)} (from ${threshold.toFixed(2)} on an agent is taken)`],
        ['why', reason],
      ]),
    ),
    ...section('candidates', candidates.map(candidateLine)),
  ]
}

function candidateLine({ agent_id, score, parts, excluded }: Route['candidates'][number]): Line {
  const shares = Object.entries(parts).map(([name, value]) => `${name} ${value.toFixed(2)}`)
  return line(
    `${score.toFixed(3)}  `,
    span(visibleLine(agent_id), 'strong'),
    span(`  ${visibleLine(shares.join(', '))}`, 'dim'),
    span(excluded === null ? '' : `  excluded: ${visibleLine(excluded)}`, 'warn'),
  )
}

function criterionLine({ n, text, check, verdict, how, reason }: SubtaskDetail['criteria'][number]): Line {
  const word = verdict === null ? 'not judged yet' : VERDICT_WORDS[verdict]
  const said = verdict === null ? '' : ` (${how ?? ''}: ${reason ?? ''})`
  return line(
    `${n} `,
    span(word, CRITERION_AS[verdict ?? 'open']),
    visibleLine(`  ${text}${check === null ? '' : ` (check: ${check})`}${said}`),
  )
}

const CRITERION_AS = { met: 'good', not_met: 'bad', open: 'warn' } as const
